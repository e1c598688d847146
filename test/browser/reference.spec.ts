import { barriers } from './a11y/axe.ts';
import { expect, test } from './fixtures.ts';

test('the API reference is readable without an account, under the site’s security policy', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  const said: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => {
    // Tests block the worker; whether it is registered before the end is chance.
    if (!message.text().startsWith('Service Worker registration blocked'))
      said.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(siteUrl)) elsewhere.push(request.url());
  });

  await page.goto(`${siteUrl}/docs`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Parley API reference');
  if (isMobile) await page.getByText('Contents', { exact: true }).click();
  const contents = page.getByRole('navigation', { name: 'Contents' }).filter({ visible: true });
  await contents.getByRole('searchbox').fill('edit');
  await contents.getByRole('link', { name: '/messages/{id}' }).click();

  const operation = page.getByRole('article', { name: 'PATCH /api/messages/{id}' });
  await expect(operation.getByRole('heading', { level: 3 })).toBeInViewport();
  await expect(operation).toContainText('too_many_edits');
  await expect(operation).toContainText('curl -X PATCH');
  const width = await page.evaluate<number[]>('[document.body.scrollWidth, innerWidth]');
  expect(width[0] ?? Infinity).toBeLessThanOrEqual(width[1] ?? 0);
  expect([said, elsewhere]).toEqual([[], []]);
});

test('the API reference opens at the target of a link, and is accessible', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  await page.goto(`${siteUrl}/docs#schema-Message`);
  const heading = page.getByRole('heading', { name: 'Message', exact: true });
  await expect(heading).toBeInViewport();

  // The page has hundreds of operations: on a phone only one of them is checked.
  expect(await barriers(page, isMobile ? 'article:first-of-type' : 'html')).toEqual([]);
});
