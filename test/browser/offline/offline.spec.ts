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
