import type { Page } from '@playwright/test';
import { expect, type Person, say, test } from '#test/browser/fixtures.ts';

test.use({ serviceWorkers: 'allow' });

const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};
const log = ({ page }: Person) => page.getByRole('log', { name: 'Messages' });

/** The cached answers of all users. */
const cachedOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open('parley-offline');
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains('answers')) return resolve([]);
          const asking = db.transaction('answers').objectStore('answers').getAll();
          asking.onsuccess = () => {
            db.close();
            resolve(asking.result.map((kept) => JSON.stringify(kept)));
          };
        };
      }),
  );

/** Waits until a reload works offline: the list and messages with this text are cached. */
const beReady = async (page: Page, text: string) => {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const isCached = async () => {
    const kept = await cachedOf(page);
    return ['"last_message"', '"messages"'].every((part) =>
      kept.some((answer) => answer.includes(part) && answer.includes(text)),
    );
  };
  await expect.poll(isCached).toBe(true);
};

test('without a network one can read, write and reload; the message is sent once when online', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await startChat(ada, bob.name);
  await say(ada, 'before the tunnel');
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await expect(log(bob).getByText('before the tunnel')).toHaveCount(1);
  await beReady(page, 'before the tunnel');

  await page.context().setOffline(true);
  await page.reload();
  await expect(log(ada).getByText('before the tunnel')).toBeVisible();
  await expect(page.getByRole('main').getByText('No connection').last()).toBeVisible();
  await say(ada, 'from the tunnel');
  await expect(log(ada).getByText('from the tunnel')).toBeVisible();
  await page.goto('/');
  const row = page.locator('a[data-row]').filter({ hasText: bob.name });
  await expect(row).toContainText('Waiting to be sent from the tunnel');
  await row.click();
  await expect(log(ada).getByText('before the tunnel')).toBeVisible();
  await expect(log(ada).getByText('from the tunnel')).toBeVisible();
  await say(bob, 'are you there?');

  await page.context().setOffline(false);
  await expect(log(bob).getByText('from the tunnel')).toHaveCount(1);
  await expect(log(ada).getByText('are you there?')).toBeVisible();
  await expect(log(ada).getByText('from the tunnel')).toHaveCount(1);
  await page.goto('/');
  await expect(row).toContainText('You: from the tunnel');
});

test('stars, deletions for oneself and reactions made offline outlive their page, and are sent by a later one', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(ada, bob.name);
  for (const text of ['the door code', 'a secret', 'lunch?']) await say(ada, text);
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await expect(log(bob).getByText('lunch?')).toHaveCount(1);
  const path = bob.page.url();
  const context = bob.page.context();
  const bubble = (page: Page, text: string) =>
    page.getByRole('log').locator('[data-bubble]').filter({ hasText: text });
  const options = (page: Page, text: string) =>
    bubble(page, text).locator('..').locator('[data-options]');
  // The parts of the page that come later, such as the menu, are in the browser's cache.
  await beReady(bob.page, 'lunch?');
  await context.setOffline(true);

  await options(bob.page, 'the door code').press('Enter');
  await bob.page.getByRole('menuitem', { name: 'Star' }).press('Enter');
  await options(bob.page, 'a secret').press('Enter');
  await bob.page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await bob.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await options(bob.page, 'lunch?').press('+');
  await bob.page.getByRole('toolbar', { name: 'React' }).getByRole('button').first().click();
  const isShown = async (page: Page) => {
    await expect(bubble(page, 'the door code')).toContainText('Starred');
    await expect(bubble(page, 'a secret')).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^You reacted with/ })).toBeVisible();
  };
  await isShown(bob.page);
  await bob.page.close();

  const later = await context.newPage();
  await later.goto(path);
  await isShown(later);

  await context.setOffline(false);
  await expect(ada.page.getByRole('button', { name: /reacted with/ })).toBeVisible();
  const left = () =>
    later.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('changes')));
  await expect.poll(left).toEqual([]);
  await later.reload();
  await isShown(later);
});

test('the offline cache has only files of the site and data of the user, and is erased with the session', async ({
  newPerson,
}) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await startChat(ada, ada.name);
  await say(ada, 'a note');
  await beReady(page, 'a note');
  const cached = await page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const requests = await Promise.all(
      caches.map(async (name) => (await globalThis.caches.open(name)).keys()),
    );
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(cached).toContain('/index.html');
  expect(cached.filter((path) => /^\/(api|ws)/.test(path))).toEqual([]);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).not.toMatch(/token|eyJ|a note/);

  await page.goto('/');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await expect.poll(() => cachedOf(page)).toEqual([]);

  await page.context().setOffline(true);
  await page.reload();
  await expect(page.getByText('No connection to Parley')).toBeVisible();
});

test('a session that ended meanwhile leads to sign-in once there is a network', async ({
  newPerson,
}) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await startChat(ada, ada.name);
  await say(ada, 'a note');
  await beReady(page, 'a note');
  await page.context().setOffline(true);
  await page.reload();
  await expect(log(ada).getByText('a note')).toBeVisible();

  await page.context().clearCookies();
  await page.context().setOffline(false);

  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect.poll(() => cachedOf(page)).toEqual([]);
});

test('the site can be installed: manifest, pictures in the sizes that it names, a worker that is revalidated', async ({
  page,
  siteUrl,
}) => {
  await page.goto(`${siteUrl}/sign-in`);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return (await fetch(link?.href ?? '')).json();
  });
  expect(manifest).toMatchObject({ name: 'Parley', start_url: '/', display: 'standalone' });

  const pictures = manifest.icons as { src: string; sizes: string; purpose: string }[];
  const sizes = await page.evaluate(
    (sources) =>
      Promise.all(
        sources.map(async (source) => {
          const picture = new Image();
          picture.src = source;
          await picture.decode();
          return `${picture.naturalWidth}x${picture.naturalHeight}`;
        }),
      ),
    pictures.filter(({ sizes }) => sizes !== 'any').map(({ src }) => src),
  );
  expect(sizes).toEqual(['192x192', '512x512', '192x192', '512x512']);
  expect(pictures.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(2);

  const worker = await page.request.get(`${siteUrl}/sw.js`);
  expect(worker.headers()).toMatchObject({
    'cache-control': 'no-cache',
    'content-type': expect.stringContaining('javascript'),
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  });
});
