import { randomBytes } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { overflows } from './layout.ts';
import { makeScene, pdf, signIn } from './scene.ts';

const endless = 'a'.repeat(500);
const hebrew =
  'שלום, נפגשים מחר בבוקר ליד התחנה? אני מביאה את המפה הישנה ואת כל הרשימות, כמו שקבענו.';
const arabic = 'مرحبا! نعم، سأكون هناك.';

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const bubble = (page: Page, text: string) =>
  log(page).locator('[data-bubble]').filter({ hasText: text }).last();

/** Whether the time of a message covers its text. */
const isTimeOverText = (shown: Locator): Promise<boolean> =>
  shown.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element.querySelector('p') ?? element);
    const time = element.querySelector('.absolute time')?.getBoundingClientRect();
    return [...range.getClientRects()].some(
      (line) =>
        time !== undefined &&
        Math.min(line.right, time.right) - Math.max(line.left, time.left) > 1 &&
        Math.min(line.bottom, time.bottom) - Math.max(line.top, time.top) > 4,
    );
  });

test('right-to-left text and endless words stay within their elements', {
  tag: '@phone',
}, async ({ page, siteUrl, isMobile }) => {
  test.setTimeout(120_000);
  const { register, open, say, show, call } = makeScene(siteUrl);
  const mark = randomBytes(4).toString('hex');
  const [ada, sara, long] = await Promise.all([
    register(`${'w'.repeat(41)}-${mark}`),
    register(`שרה כהן בן ארצי ${mark}`),
    register(`${'m'.repeat(41)}-${mark}`),
  ]);
  const withSara = await open(ada, sara);
  await say(ada, withSara, { content: `${'https://example.org/'}${endless}` });
  const asked = await say(sara, withSara, { content: hebrew });
  await say(ada, withSara, { content: arabic, reply_to_id: asked });
  const far = await say(sara, withSara, { content: endless });
  await say(ada, withSara, { content: `${arabic} ${endless}`, reply_to_id: far });
  await show(sara, withSara, [pdf(`${'ד'.repeat(60)}.pdf`), pdf(`${'n'.repeat(200)}.pdf`)]);
  await say(sara, withSara, { content: hebrew });
  const withLong = await open(ada, long);
  await say(long, withLong, { content: endless });
  await signIn(page.context(), siteUrl, ada);

  const found: Record<string, string[]> = {};
  const look = async (state: string): Promise<void> => {
    const all = await overflows(page);
    if (all.length > 0) found[state] = all;
  };
  await page.goto(siteUrl);
  await page.locator('a[data-row]').filter({ hasText: 'שרה' }).waitFor();
  await look('list');
  await page.getByRole('button', { name: 'Account' }).click();
  await look('account menu');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('mmmmm');
  await page.getByRole('heading', { name: 'Conversations' }).waitFor();
  await look('search');

  await page.goto(`${siteUrl}/c/${withSara}`);
  await bubble(page, hebrew).waitFor();
  await look('dialog');
  for (const text of [hebrew, arabic]) {
    const shown = bubble(page, text);
    expect(await shown.locator('p').evaluate((p) => getComputedStyle(p).direction)).toBe('rtl');
    expect(await isTimeOverText(shown), text).toBe(false);
  }
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await look('menu of the other person');
  await page.getByRole('menuitem', { name: /^Block/ }).click();
  await look('question');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await bubble(page, hebrew).hover();
  await bubble(page, hebrew).click({ button: 'right', position: { x: 4, y: 4 } });
  await page.getByRole('menuitem', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill(`${hebrew} ${endless}`);
  await look('a reply');

  await call('PUT', `/users/${long.id}/block`, { token: ada.token });
  await page.goto(`${siteUrl}/c/${withLong}`);
  await page.getByText(/^You have blocked/).waitFor();
  await look('a dialog with somebody blocked');
  await page.goto(`${siteUrl}/settings/blocked`);
  await page.getByRole('button', { name: /^Unblock/ }).waitFor();
  await look('blocked people');
  if (isMobile) await page.goto(`${siteUrl}/settings`);
  await page.getByText(/^With Parley since/).waitFor();
  await look('settings');
  await page.goto(`${siteUrl}/settings/data`);
  await page.getByRole('button', { name: 'Deactivate my account' }).click();
  await look('question before the account is deactivated');
  expect(found).toEqual({});
});
