import { expect, type Person, test } from '#test/browser/fixtures.ts';
import { makeClient, type TestUser } from '#test/support/client.ts';

const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });
const jump = ({ page }: Person) => page.getByRole('button', { name: /^Jump to latest/ });
const search = ({ page }: Person) => page.getByRole('searchbox', { name: 'Search people' });
/** Distance of the log from its end, in pixels. */
const fromEnd = (person: Person): Promise<number> =>
  log(person).evaluate(
    ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight,
  );
/** Clicks the arrow and waits until the smooth scroll ends. */
const jumpToEnd = async (person: Person): Promise<void> => {
  await jump(person).click();
  await expect(jump(person)).toBeHidden();
  await expect.poll(() => fromEnd(person)).toBeLessThan(2);
};

/** A user without a browser who has sent `count` messages. */
const writer = async (siteUrl: string, { name }: Person, count: number) => {
  const { call, register } = makeClient(siteUrl);
  const bob: TestUser = await register();
  const found = await call('GET', `/users/search?q=${name}`, { token: bob.token });
  const opened = await call('POST', '/conversations', {
    token: bob.token,
    json: { peer_id: found.body.items[0].id },
  });
  const path = `/conversations/${opened.body.id}/messages`;
  const write = async (content: string): Promise<string> =>
    (await call('POST', path, { token: bob.token, json: { content } })).body.id;
  for (let n = 1; n <= count; n++) await write(`message ${n}`);
  const remove = (id: string) => call('DELETE', `/messages/${id}`, { token: bob.token });
  return { name: bob.username, write, remove };
};

// More than one page of the history, and less.
for (const count of [60, 40]) {
  test(`a dialog opens at the first of ${count} unread messages, and shows how many are below`, {
    tag: '@phone',
  }, async ({ newPerson, siteUrl }) => {
    const ada = await newPerson('ada');
    const bob = await writer(siteUrl, ada, count);
    const row = ada.page.locator('a[data-row]').filter({ hasText: bob.name });
    await expect(row).toContainText(`${count} unread messages`);

    await row.click();

    await expect(log(ada).getByRole('heading', { name: 'New messages' })).toBeInViewport();
    await expect(log(ada).getByText('message 1', { exact: true })).toBeInViewport();
    await expect(log(ada).getByText(`message ${count}`, { exact: true })).not.toBeInViewport();
    // Messages in view are read; the arrow counts the rest.
    await expect(jump(ada)).toHaveAccessibleName(/, [1-5]\d unread messages$/);
    await jump(ada).click();
    await expect(log(ada).getByText(`message ${count}`, { exact: true })).toBeInViewport();
    await expect(jump(ada)).toBeHidden();
  });
}

test('while the user reads further up, new messages are counted, and the view does not move', {
  tag: '@phone',
}, async ({ newPerson, siteUrl }) => {
  const ada = await newPerson('ada');
  const bob = await writer(siteUrl, ada, 40);
  await ada.page.locator('a[data-row]').filter({ hasText: bob.name }).click();
  await jumpToEnd(ada);
  await log(ada).evaluate((element) => element.scrollTo({ top: 200 }));
  await expect(jump(ada)).toHaveAccessibleName('Jump to latest');
  const placeOfRead = () => log(ada).getByText('message 7', { exact: true }).boundingBox();
  const before = await placeOfRead();

  await bob.write('news');

  await expect(jump(ada)).toHaveAccessibleName('Jump to latest, 1 unread message');
  expect(await placeOfRead()).toEqual(before);
  // Scrolling shows the day of the topmost message.
  await log(ada).evaluate((element) => element.scrollBy({ top: -20 }));
  await expect(ada.page.locator('[data-floating-day]')).toHaveText('Today');
  await jump(ada).click();
  await expect(log(ada).getByText('news')).toBeInViewport();
  await expect(jump(ada)).toBeHidden();
});

test('the button that jumps to the end disappears when the end becomes visible', {
  tag: '@phone',
}, async ({ newPerson, siteUrl }) => {
  const ada = await newPerson('ada');
  const bob = await writer(siteUrl, ada, 40);
  const last = await bob.write(Array.from({ length: 14 }, (_, n) => `line ${n}`).join('\n'));
  await ada.page.locator('a[data-row]').filter({ hasText: bob.name }).click();
  await jumpToEnd(ada);
  const tall = log(ada).locator('[data-key]').filter({ hasText: 'line 13' });
  const { height = 0 } = (await tall.boundingBox()) ?? {};
  // Without the tall message, the log is at its end without scrolling.
  await log(ada).evaluate((element, height) => {
    element.scrollTop = element.scrollHeight - element.clientHeight - height;
  }, height);
  await expect(jump(ada)).toBeVisible();

  await bob.remove(last);

  await expect(log(ada).getByText('Message deleted')).toBeAttached();
  await expect.poll(() => fromEnd(ada)).toBeLessThan(72);
  await expect(jump(ada)).toBeHidden();
});

test('a user can be found and written to without a mouse', async ({ newPerson }) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { keyboard } = ada.page;
  await search(ada).focus();
  await keyboard.type(bob.name);
  await ada.page.getByRole('button', { name: bob.name }).waitFor();
  await keyboard.press('ArrowDown');
  await expect(ada.page.getByRole('button', { name: bob.name })).toBeFocused();
  await keyboard.press('ArrowUp');
  await expect(search(ada)).toBeFocused();

  await keyboard.press('Enter');

  await expect(ada.page.getByRole('heading', { name: bob.name })).toBeVisible();
  await expect(ada.page.getByRole('textbox', { name: 'Message' })).toBeFocused();
  await keyboard.type('by keyboard alone');
  await keyboard.press('Enter');
  await expect(log(ada).getByText('by keyboard alone')).toBeVisible();
  await expect(
    bob.page.locator('a[data-row]').filter({ hasText: 'by keyboard alone' }),
  ).toBeVisible();
});
