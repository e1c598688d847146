import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, expect as expectPage, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing, findBrowser } from '../support/browser.ts';
import { cachedFolder } from '../support/cache-folder.ts';
import { hasCapability } from '../support/capabilities.ts';
import { newName, password } from '../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../support/parley-process.ts';
import { previous, unpackPrevious } from './previous-version.ts';

const run = promisify(execFile);
const found = await findBrowser();
const canRun = hasCapability('pages of the previous version', found ? null : browserMissing);

/** The site of the previous version, built by its own packages. */
const buildSite = async (folder: string): Promise<void> => {
  const checkout = mkdtempSync(join(tmpdir(), 'parley-previous-'));
  try {
    unpackPrevious(checkout);
    await run('npm', ['ci', '--ignore-scripts'], { cwd: checkout });
    const vite = ['node_modules/vite/bin/vite.js', 'build', 'web', '--configLoader', 'native'];
    const env = { ...process.env, NODE_ENV: 'production' };
    await run(process.execPath, [...vite, '--outDir', folder], { cwd: checkout, env });
  } finally {
    rmSync(checkout, { recursive: true });
  }
};

describe.skipIf(!canRun)(`open pages of version ${previous.version}`, () => {
  const data = newDataFolder();
  let parley: ParleyProcess;
  let browser: Browser;

  beforeAll(async () => {
    const site = await cachedFolder(`previous-site-${previous.commit.slice(0, 12)}`, buildSite);
    parley = await startParley(['--data', data.path, '--site', site]);
    browser = await chromium.launch({
      executablePath: found?.executablePath ?? '',
      args: found?.args ?? [],
      env: { ...process.env, ...found?.env } as Record<string, string>,
    });
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await parley?.stop();
    data.remove();
  });

  const errors: string[] = [];
  const newPerson = async (): Promise<{ name: string; page: Page }> => {
    // The old server sent the page with its policy; the policy of this server does not apply to it.
    const context = await browser.newContext({ baseURL: parley.url, bypassCSP: true });
    const name = newName();
    const registered = await context.request.post('/api/auth/register', {
      headers: { 'x-parley-client': 'web', origin: parley.url },
      data: { username: name, password },
    });
    expect(registered.status()).toBe(201);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
    return { name, page };
  };
  const logOf = (page: Page) => page.getByRole('log', { name: 'Messages' });
  const say = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
  };

  test('find people, chat live, and load the history', async () => {
    const [ada, bob] = [await newPerson(), await newPerson()];
    await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(bob.name);
    await ada.page.getByText(bob.name).first().click();
    await say(ada.page, 'Hello Bob');
    const row = bob.page.getByRole('link').filter({ hasText: ada.name });
    await expectPage(row).toContainText('Hello Bob');
    await row.click();
    await say(bob.page, 'Hello Ada');
    await expectPage(logOf(ada.page).getByText('Hello Ada')).toBeVisible();
    await bob.page.reload();

    await expectPage(logOf(bob.page).getByText('Hello Ada')).toHaveCount(1);
    await expectPage(logOf(bob.page).getByText('Hello Bob')).toHaveCount(1);
    expect(errors).toEqual([]);
  });
});
