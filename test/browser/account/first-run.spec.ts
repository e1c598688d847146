import { expect, test } from '#test/browser/fixtures.ts';

test(
  'the first run says how to begin, and opens a note to oneself',
  { tag: '@phone' },
  async ({ newPerson }, { project }) => {
    const { page } = await newPerson('ada');
    const isDesktop = project.name === 'desktop';
    await expect(page.getByText('Open one on the left')).toBeHidden();
    if (isDesktop) await expect(page.getByText('Welcome to Parley')).toBeVisible();

    await page.getByRole('button', { name: 'Write a note to yourself' }).click();

    await expect(page).toHaveURL(/\/c\//);
    await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
    if (!isDesktop) return;
    await page.goto('/');
    await expect(page.getByText('Open one on the left')).toBeVisible();
  },
);

test('a found user opens even if the search is cleared meanwhile', async ({ newPerson }) => {
  const [{ page }, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/conversations', async (route) => {
    if (route.request().method() === 'POST') await held;
    await route.continue();
  });
  const search = page.getByRole('searchbox', { name: 'Search people' });
  await search.fill(bob.name);
  await page.getByRole('button', { name: bob.name }).click();
  await search.fill('');
  await expect(page.getByRole('button', { name: bob.name })).toBeHidden();
  release();

  await expect(page).toHaveURL(/\/c\//);
});

test('a link to another origin leads to the list after sign-in', async ({
  page,
  siteUrl,
  newPerson,
}) => {
  const { name } = await newPerson('ada');
  await page.goto(`${siteUrl}/sign-in?next=/%5Cevil.example`);
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('Test-Pass-1');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();
  await expect(page).toHaveURL(`${siteUrl}/`);
});

test('a slow first visit shows that the page is loading', async ({ page, siteUrl }) => {
  await page.route('**/*.js', () => undefined);
  await page.goto(siteUrl, { waitUntil: 'commit' });
  const word = page.getByText('Loading…');
  await expect(word).toBeVisible();
  await expect(page.getByText('Wird geladen…')).toBeHidden();
  const opacity = () => word.locator('..').evaluate((element) => getComputedStyle(element).opacity);
  await expect.poll(opacity).toBe('1');
});
