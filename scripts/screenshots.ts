import { mkdirSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BrowserContextOptions, chromium, devices, type Page } from '@playwright/test';
import { demoNames, demoPassword } from '../local/demo.ts';
import { browserMissing, findBrowser } from '../test/support/browser.ts';
import { newDataFolder, startParley } from '../test/support/parley-process.ts';

const help = `Makes the pictures in docs/screenshots from the demo's two users.

Usage: npm run screenshots
`;
const { values } = parseArgs({ options: { help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log(help);
  process.exit(0);
}

const folder = 'docs/screenshots';
const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const phone: BrowserContextOptions = { ...devices['iPhone 14'], deviceScaleFactor: 2 };

const signIn = async (page: Page) => {
  await page.getByLabel('Username').fill(demoNames[0]);
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
};
const openChat = async (page: Page) => {
  await signIn(page);
  await page.getByRole('link').filter({ hasText: demoNames[1] }).click();
  await page.getByRole('log', { name: 'Messages' }).getByText('Four it is.').waitFor();
};
const signInPage = (page: Page) =>
  page
    .getByLabel('Username')
    .waitFor()
    .then(() => undefined);

const pictures: [
  name: string,
  context: BrowserContextOptions,
  act: (page: Page) => Promise<void>,
][] = [
  ['chat-desktop', { ...desktop, colorScheme: 'light' }, openChat],
  ['chat-desktop-dark', { ...desktop, colorScheme: 'dark' }, openChat],
  ['chat-phone', { ...phone, colorScheme: 'light' }, openChat],
  ['list-phone-dark', { ...phone, colorScheme: 'dark' }, signIn],
  ['sign-in-desktop', { ...desktop, colorScheme: 'light' }, signInPage],
];

const found = await findBrowser();
if (!found) throw new Error(browserMissing);
mkdirSync(folder, { recursive: true });
const data = newDataFolder();
const parley = await startParley(['--data', data.path, '--demo']);
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: found.args,
  env: { ...process.env, ...found.env } as Record<string, string>,
});
try {
  for (const [name, options, act] of pictures) {
    const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(parley.url);
    await act(page);
    await page.waitForTimeout(500);
    const path = `${folder}/${name}.png`;
    await page.screenshot({ path });
    console.log(`${path}  ${Math.round(statSync(path).size / 1_024)} KB`);
    await context.close();
  }
} finally {
  await browser.close();
  await parley.stop();
  data.remove();
}
