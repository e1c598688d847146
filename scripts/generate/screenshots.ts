import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { commandLine } from '#scripts/command.ts';
import { browserMissing, findBrowser } from '#test/support/browser.ts';
import { password } from '#test/support/client.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';
import type { Picture } from './screenshots/pictures.ts';
import { contexts, pictures } from './screenshots/pictures.ts';
import { friend, newcomer, owner } from './screenshots/scene.ts';
import { spreadTimes, writeTalks } from './screenshots/seed.ts';

commandLine({
  name: 'generate -- screenshots',
  summary:
    'Makes the pictures in docs/screenshots: the pages of a Parley with some people in it, in light and in dark.',
  options: {},
  help: {},
});

const folder = 'docs/screenshots';
const names = { owner, friend, newcomer, guest: null };

/** A time zone where it is between 11 and 12 now, so that the pictures do not depend on the hour. */
const lateMorning = (): string => {
  const ahead = 11 - new Date().getUTCHours();
  // In these names, east of Greenwich is minus.
  return ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}`;
};

/** A new page: signed in, without animations, in one theme. */
const openPage = async (
  browser: Browser,
  url: string,
  { device, by }: Pick<Picture, 'device' | 'by'>,
  colorScheme: 'light' | 'dark',
) => {
  const context = await browser.newContext({
    ...contexts[device],
    baseURL: url,
    colorScheme,
    locale: 'en-GB',
    timezoneId: lateMorning(),
    reducedMotion: 'reduce',
  });
  const username = names[by];
  if (username !== null) {
    const answer = await context.request.post('/api/auth/token', {
      headers: { 'x-parley-client': 'web', origin: url },
      data: { username, password },
    });
    if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
  }
  return context.newPage();
};

const takeAll = async (browser: Browser, url: string, conversation: string): Promise<number> => {
  let total = 0;
  for (const picture of pictures) {
    for (const theme of picture.only ? [picture.only] : (['light', 'dark'] as const)) {
      const page = await openPage(browser, url, picture, theme);
      await picture.act(page, conversation);
      await page.waitForLoadState('networkidle');
      await page.evaluate('document.fonts.ready');
      const path = `${folder}/${picture.name}${theme === 'dark' ? '-dark' : ''}.png`;
      await page.screenshot({ path });
      const { size } = statSync(path);
      total += size;
      console.log(`${path}  ${Math.round(size / 1_000)} KB`);
      await page.context().close();
    }
  }
  return total;
};

const found = await findBrowser();
if (!found) throw new Error(browserMissing);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) rmSync(`${folder}/${file}`);
const data = newDataFolder();
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: found.args,
  env: { ...process.env, ...found.env } as Record<string, string>,
});
let parley = await startParley(['--data', data.path]);
try {
  const conversations = await writeTalks(parley.url, await browser.newPage());
  await parley.stop();
  spreadTimes(data.path, conversations);
  parley = await startParley(['--data', data.path]);
  const conversation = `/c/${conversations.get(friend)}`;
  const other = await openPage(browser, parley.url, { device: 'desktop', by: 'friend' }, 'light');
  await other.goto('/');
  await other.locator('a[data-row]').filter({ hasText: owner }).waitFor();
  const total = await takeAll(browser, parley.url, conversation);
  console.log(`${Math.round(total / 1_000)} KB in all`);
} finally {
  await browser.close();
  await parley.stop();
  data.remove();
}
