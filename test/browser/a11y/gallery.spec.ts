import { createServer, type ViteDevServer } from 'vite';
import { expect, test } from '../fixtures.ts';
import { barriers } from './axe.ts';
import { overflows, smallTargets } from './layout.ts';

let vite: ViteDevServer;
let url = '';

test.beforeAll(async () => {
  test.setTimeout(120_000);
  vite = await createServer({
    root: 'web',
    configLoader: 'native',
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false },
  });
  await vite.listen();
  url = vite.resolvedUrls?.local[0] ?? '';
});
test.afterAll(() => vite.close());

test('every component of the gallery looks as expected, in both themes', async ({ page }) => {
  test.setTimeout(240_000);
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text());
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(new URL('/gallery/', url).href);
  await page.getByRole('heading', { level: 2, name: 'Files' }).waitFor({ timeout: 120_000 });
  await expect(page.locator('main section section')).not.toHaveCount(0);

  expect(await barriers(page)).toEqual([]);
  expect([...(await smallTargets(page)), ...(await overflows(page))]).toEqual([]);
  await page.getByRole('button', { name: 'Ask' }).first().click();
  await page.getByRole('alertdialog').waitFor();
  expect(await barriers(page, '[role=alertdialog]')).toEqual([]);
  expect(await overflows(page)).toEqual([]);
  expect(broken).toEqual([]);
});
