import { expect, type Person, test } from '#test/browser/fixtures.ts';

const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });
const listBox = ({ page }: Person) => page.getByRole('searchbox', { name: 'Search people' });
const findBox = ({ page }: Person) =>
  page.getByRole('searchbox', { name: 'Search in this conversation' });

/** Sends over the API, as the person who is signed in on the page. */
const sendAll = async ({ page }: Person, to: string, texts: readonly string[]) => {
  const post = (path: string, data: object, token?: string) =>
    page.request.post(path, {
      headers: {
        'x-parley-client': 'web',
        origin: new URL(page.url()).origin,
        ...(token && { authorization: `Bearer ${token}` }),
      },
      data,
    });
  const { access_token: token } = await (await post('/api/auth/refresh', {})).json();
  const found = await page.request.get(`/api/users/search?q=${encodeURIComponent(to)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const [{ id }] = (await found.json()).items;
  for (const text of texts) {
    const sent = await post('/api/messages', { receiver_id: id, text }, token);
    expect(sent.status()).toBe(201);
  }
};

const marked = ({ page }: Person) =>
  page.evaluate(() => [...(CSS.highlights.get('find') ?? [])].map((range) => String(range)));

test('a message is found from the list and opened in its place, and the arrows go to other hits', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const texts = Array.from({ length: 120 }, (_, n) => {
    const number = n + 1;
    return number % 50 === 0 ? `Überweisung Nummer ${number}` : `an ordinary message ${number}`;
  });
  await sendAll(bob, ada.name, texts);

  // Accents and case make no difference; both texts are listed, newest first.
  await listBox(ada).fill('UBERWEISUNG');
  const hits = ada.page.getByRole('list', { name: 'Messages' }).getByRole('link');
  await expect(hits).toHaveCount(2);
  await expect(hits.first()).toContainText('Überweisung Nummer 100');
  await expect(hits.last().locator('mark')).toHaveText(['Überweisung']);

  await hits.last().click();
  await expect(findBox(ada)).toHaveValue('UBERWEISUNG');
  await expect(log(ada).getByText('Überweisung Nummer 50')).toBeInViewport();
  await expect(ada.page.getByText('2 of 2', { exact: true })).toBeVisible();
  await expect.poll(() => marked(ada)).toContain('Überweisung');
  expect(ada.page.url()).not.toContain('berweisung');

  await ada.page.getByRole('button', { name: 'Newer matches' }).click();
  await expect(log(ada).getByText('Überweisung Nummer 100')).toBeInViewport();
  await expect(ada.page.getByText('1 of 2', { exact: true })).toBeVisible();

  // Another query in the same bar starts at its newest hit; Enter goes back in time.
  await findBox(ada).fill('message 11');
  await expect(log(ada).getByText('an ordinary message 119')).toBeInViewport();
  await findBox(ada).press('Enter');
  await expect(log(ada).getByText('an ordinary message 118')).toBeInViewport();
  await findBox(ada).press('Escape');
  await expect(findBox(ada)).toBeHidden();
  await expect.poll(() => marked(ada)).toEqual([]);
});

test('the search in a conversation reports that nothing was found, and survives a reload', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await sendAll(bob, ada.name, ['one', 'two']);
  await ada.page.locator('a[data-row]').filter({ hasText: bob.name }).click();
  await ada.page.getByRole('button', { name: 'Search in this conversation' }).click();
  await expect(findBox(ada)).toBeFocused();
  await findBox(ada).fill('three');
  await expect(ada.page.getByText('No message found', { exact: true })).toBeVisible();
  await findBox(ada).fill('two');
  await expect(ada.page.getByText('1 of 1', { exact: true })).toBeVisible();

  await listBox(ada).fill('one');
  await ada.page.getByRole('list', { name: 'Messages' }).getByRole('link').click();
  await expect(findBox(ada)).toHaveValue('one');
  await ada.page.reload();
  await expect(findBox(ada)).toHaveValue('one');
  await expect(ada.page.getByText('1 of 1', { exact: true })).toBeVisible();
});

test('a search without results says so, also without a connection', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  await listBox(ada).fill('zzzz');
  await expect(ada.page.getByText('Nobody is called “zzzz”.')).toBeVisible();
  await expect(ada.page.getByText('No message found.')).toBeVisible();
  await ada.page.context().setOffline(true);
  await listBox(ada).fill('yyyy');
  await expect(ada.page.getByText('Parley cannot be reached.')).toHaveCount(1);
  await ada.page.context().setOffline(false);
  await listBox(ada).fill('xxxx');
  await expect(ada.page.getByText('No message found.')).toBeVisible();
});
