import { expect, type Page } from '@playwright/test';
import { stageFront } from '#scripts/deploy/emulator/stage-front.ts';
import type { Outputs } from '#scripts/deploy/outputs-of.ts';
import type { Target } from '#scripts/deploy/target/target.ts';
import { newName, password } from '../support/client.ts';
import { certificateFor, openSiteBrowser } from './site-browser.ts';

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const ms = 60_000;
const shows = (page: Page, text: string) =>
  expect(log(page).getByText(text)).toBeVisible({ timeout: ms });
const say = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};

const signUp = async (page: Page, name: string): Promise<void> => {
  await page.goto('/sign-up');
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
};

/**
 * Two people in two browsers at the site's HTTPS address: sign-up, a request, chat, a file, a reload, and no violation
 * of the content security policy.
 */
export const chatThroughSite = async (target: Target, outputs: Outputs): Promise<void> => {
  const siteUrl = outputs['SiteUrl'] ?? '';
  const front = await stageFront(target, { tls: await certificateFor(new URL(siteUrl).host) });
  if (!front) throw new Error('the stage has no CloudFront');
  const browser = await openSiteBrowser(siteUrl, front);
  try {
    const [ada, bob] = [await browser.newPage(), await browser.newPage()];
    const names = { ada: newName('ada'), bob: newName('bob') };
    await signUp(ada, names.ada);
    await signUp(bob, names.bob);

    await ada.getByRole('searchbox', { name: 'Search people' }).fill(names.bob);
    await ada.getByText(names.bob).first().click();
    await say(ada, 'Hello Bob, through the edge');
    await shows(ada, 'Hello Bob, through the edge');
    await bob.getByRole('link', { name: /Message requests/ }).click({ timeout: ms });
    const row = bob.locator('a[data-row]').filter({ hasText: names.ada });
    await expect(row).toContainText('Hello Bob', { timeout: ms });
    await row.click();
    await bob.getByRole('button', { name: 'Accept' }).click();
    await say(bob, 'Hello Ada');
    await shows(ada, 'Hello Ada');

    const buffer = Buffer.from('a file through the edge');
    const file = { name: 'notes.txt', mimeType: 'text/plain', buffer };
    await ada.locator('input[type=file]').first().setInputFiles(file);
    await ada.getByRole('button', { name: 'Send' }).click();
    await shows(bob, 'notes.txt');
    const [download] = await Promise.all([
      bob.waitForEvent('download'),
      bob.getByRole('button', { name: 'Download notes.txt' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('notes.txt');

    await bob.reload();
    await shows(bob, 'Hello Bob, through the edge');
    await say(bob, 'after the reload');
    await shows(ada, 'after the reload');
    expect(browser.complaints).toEqual([]);

    // Provokes a violation, to prove that it would have been recorded.
    await ada.evaluate(() => {
      const script = document.createElement('script');
      script.src = 'https://elsewhere.example/blocked.js';
      document.body.append(script);
    });
    await expect.poll(() => browser.complaints.join(), { timeout: ms }).toContain('script-src');
  } finally {
    await browser.close();
    await front.close();
  }
};
