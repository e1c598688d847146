import { expect, test } from './fixtures.ts';

test.use({ locale: 'de-AT' });

test('a German browser gets German strings, and loads no other language', async ({
  page,
  siteUrl,
}) => {
  const catalogues: string[] = [];
  page.on('request', (request) => {
    const name = /assets\/(de|en)-[^/]*\.js$/.exec(request.url())?.[1];
    if (name) catalogues.push(name);
  });
  await page.goto(`${siteUrl}/sign-up`);

  await expect(page.getByRole('heading', { name: 'Konto anlegen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByLabel('Name').fill('no@sign');
  await page.getByLabel('Passwort', { exact: true }).fill('aaaaaaaaaa');
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  const rule = page.getByRole('listitem').filter({ hasText: 'Eine Ziffer' });
  await expect(rule).toContainText('noch nicht erfüllt');
  await expect(page.getByText('Erlaubt sind Buchstaben')).toBeVisible();
  expect(catalogues).toEqual(['de']);
});
