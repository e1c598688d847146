import { expect, password, test } from '#test/browser/fixtures.ts';

test('a new user creates an account', { tag: '@phone' }, async ({ page, siteUrl }) => {
  const name = `new-${Date.now().toString(36)}`;
  await page.goto(siteUrl);
  await page
    .getByRole('link', { name: 'Create account' })
    .or(page.getByRole('button', { name: 'Create account' }))
    .first()
    .click();
  // Both forms have these fields: waits for the new one.
  await page.getByRole('heading', { name: 'Create your account' }).waitFor();
  const create = page.getByRole('button', { name: 'Create account' });
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('short');
  await create.click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await page.getByLabel('Password', { exact: true }).fill(password);
  await create.click();
  await expect(page.getByRole('searchbox', { name: 'Search people' })).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Account' }).click();
  await expect(page.getByText(name)).toBeVisible();
});
