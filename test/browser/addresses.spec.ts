import { expect, password, test } from './fixtures.ts';
import { interrupt } from './interrupt.ts';

test('after sign-in the page that was requested opens', async ({ newPerson, browser }) => {
  const ada = await newPerson('ada');
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(ada.name);
  await ada.page.getByText(ada.name).first().click();
  await ada.page.getByRole('textbox', { name: 'Message' }).waitFor();
  const address = ada.page.url();

  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('Username').fill(ada.name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  expect(page.url()).toBe(address);
  // A signed-in user is led away from the form.
  await page.goto(new URL('/sign-in', address).href);
  await expect(page).toHaveURL(new URL('/', address).href);
  await context.close();
});

test('no link to sign-in leads to another site afterwards', async ({ newPerson, siteUrl }) => {
  const { page } = await newPerson('ada');
  for (const next of ['//example.com', 'https://example.com', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${siteUrl}/`);
  }
});

test('an unreachable server is reported, with a retry button', async ({ page, siteUrl }) => {
  const reconnect = await interrupt(page, '**/api/**');
  await page.goto(siteUrl);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No connection to Parley');
  reconnect();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Username')).toBeVisible();
});
