import type { Page } from '@playwright/test';
import { expect, test } from '#test/browser/fixtures.ts';
import { makeClient } from '#test/support/client.ts';

test.use({ serviceWorkers: 'allow' });

/** The worker caches the site: a reload then needs no network. */
const beCached = (page: Page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) location.reload();
  });
const isOffline = async (page: Page) => {
  await expect(
    page
      .getByText(/No connection/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  // This browser blocks notifications, independently of the network.
  const errors = page.getByRole('alert').filter({ hasNotText: 'notifications' });
  await expect(errors).toHaveCount(0);
  await expect(page.getByText(/could not be loaded|cannot be reached|went wrong/)).toHaveCount(0);
};
const withoutNetwork = async (page: Page, path: string, act: () => Promise<unknown>) => {
  await page.context().setOffline(true);
  await page.goto(path);
  await act();
  // Queries retry for some seconds before they fail.
  await expect(page.getByRole('progressbar').or(page.getByText('Loading'))).toHaveCount(0);
  await isOffline(page);
  await page.context().setOffline(false);
};

test('every page of the settings says that there is no connection, and recovers by itself', async ({
  newPerson,
}) => {
  test.setTimeout(180_000);
  const { page, name } = await newPerson('ada');
  await beCached(page);
  await page.getByRole('searchbox').waitFor();
  const files = page.getByText(/ of .* MB|MB of/);
  for (const [section, there] of [
    ['profile', page.getByRole('textbox', { name: 'E-mail' })],
    ['security', page.getByText(/^This device/)],
    ['appearance', page.getByRole('radio', { name: 'Dark' })],
    ['notifications', page.getByRole('switch').first()],
    ['privacy', page.getByRole('switch').first()],
    ['blocked', page.getByText('You have blocked nobody.')],
    ['data', files],
  ] as const) {
    await withoutNetwork(page, `/settings/${section}`, async () => undefined);
    await expect(there, `${section} of ${name}`).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/No connection/)).toHaveCount(0);
  }
});

test('a conversation and a list without cached data do the same, and so does the search', async ({
  newPerson,
  siteUrl,
}) => {
  test.setTimeout(120_000);
  const { page, name } = await newPerson('ada');
  await beCached(page);
  await page.getByRole('searchbox').waitFor();
  const client = makeClient(siteUrl);
  const bob = await client.register();
  const found = await client.call('GET', `/users/search?q=${name}`, { token: bob.token });
  const sent = await client.call('POST', '/messages', {
    token: bob.token,
    json: { text: 'never seen here', receiver_id: found.body.items[0].id },
  });
  await page.locator('a[data-row]').filter({ hasText: bob.username }).waitFor();
  const forget = () =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open('parley-offline');
          opening.onsuccess = () => {
            const db = opening.result;
            const change = db.transaction('answers', 'readwrite');
            change.objectStore('answers').clear();
            change.oncomplete = () => {
              db.close();
              done(null);
            };
          };
        }),
    );

  await page.goto('/icon.svg');
  await forget();
  await withoutNetwork(page, '/', async () => undefined);
  await page.locator('a[data-row]').filter({ hasText: bob.username }).waitFor();

  await page.goto('/icon.svg');
  await withoutNetwork(page, `/c/${sent.body.conversation_id}`, async () => undefined);
  const log = page.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('never seen here')).toBeVisible({ timeout: 30_000 });

  await withoutNetwork(page, '/', () => page.getByRole('searchbox').fill(bob.username));
  await expect(page.getByText(/No connection/)).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});
