import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findingsOn } from '#test/browser/a11y/inspect.ts';
import { expect, test } from '#test/browser/fixtures.ts';

test.use({ serviceWorkers: 'allow' });

/** The site on another origin, with a service worker that can be updated. */
const deploySite = async (siteUrl: string) => {
  let version = 1;
  const server: Server = createServer((incoming, outgoing) => {
    const isWorker = incoming.url === '/sw.js';
    const { method = 'GET', url = '/' } = incoming;
    // Requests the worker uncached and uncompressed.
    const { 'if-none-match': _tag, 'accept-encoding': _encoding, ...plain } = incoming.headers;
    const headers = isWorker ? plain : incoming.headers;
    const asked = request(new URL(url, siteUrl), { method, headers }, (answer) => {
      const { 'content-length': _, ...rest } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, rest);
      if (isWorker) outgoing.write(`// version ${version}\n`);
      answer.pipe(outgoing);
    });
    incoming.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    deploy: (): void => {
      version++;
    },
    stop: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
};

test('a new version is announced, and takes over on request', async ({ browser, siteUrl }) => {
  const site = await deploySite(siteUrl);
  const context = await browser.newContext();
  const [page, other] = [await context.newPage(), await context.newPage()];
  await page.goto(`${site.url}/sign-in`);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const prompt = page.getByText('A new version of Parley is ready.');
  // The first worker is no update.
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await other.goto(`${site.url}/sign-up`);
  await expect(prompt).toBeHidden();

  site.deploy();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await expect(prompt).toBeVisible();
  expect(await findingsOn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(prompt).toBeHidden();
  await page.reload();
  await expect(prompt).toBeVisible();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload' }).click();

  await loaded;
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  const states = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return [registration.active?.state, registration.waiting?.state ?? null];
  });
  expect(states).toEqual(['activated', null]);
  await expect(prompt).toBeHidden();
  // The other tab is notified, too: its version is no longer cached.
  await expect(other.getByText('A new version of Parley is ready.')).toBeVisible();
  await context.close();
  site.stop();
});
