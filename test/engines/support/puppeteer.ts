import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { browserMissing, findBrowser } from '../../support/browser.ts';
import { endWithUs } from '../../support/end-with-us.ts';
import {
  devtoolsAuthenticator,
  firefoxArgs,
  firefoxAuthenticator,
  firefoxPreferences,
  focusPage,
} from './authenticators.ts';
import { leavePage, takeCollected } from './collector.ts';
import type { Authenticator, Engine, EnginePage, Target } from './engine.ts';
import { finder, until } from './engine.ts';

const pageOf = (page: Page): EnginePage => {
  const run = async <T>(body: string) => (await page.evaluate(`(async () => {${body}})()`)) as T;
  const element = ({ kind, name }: Target): Promise<ElementHandle> =>
    until(`${kind} "${name}"`, async () => {
      const call = `(${finder})(${JSON.stringify(kind)}, ${JSON.stringify(name)})`;
      const handle = await page.evaluateHandle(call);
      return handle.asElement() as ElementHandle | null;
    });
  return {
    open: async (url) => {
      await run(leavePage);
      await page.goto(url);
    },
    reload: async () => {
      await run(leavePage);
      await page.reload();
    },
    run,
    click: async (target) => (await element(target)).click(),
    type: async (target, text) => {
      await (await element(target)).click();
      await page.keyboard.type(text);
    },
    press: (key) => page.keyboard.press(key),
    pressControl: async (key) => {
      await page.keyboard.down('Control');
      await page.keyboard.press(key as 'k');
      await page.keyboard.up('Control');
    },
    upload: async (path) => {
      const input = await page.waitForSelector('input[type=file]');
      await (input as ElementHandle<never> | null)?.uploadFile(path);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    takeLog: () => run(takeCollected),
  };
};

const engineOf = async (
  browser: Browser,
  addAuthenticator: (browser: Browser, page: Page) => Promise<Authenticator>,
): Promise<Engine> => {
  const child = browser.process();
  if (child) endWithUs(child, { isGroup: true });
  const [page = await browser.newPage()] = await browser.pages();
  return {
    page: pageOf(page),
    addAuthenticator: () => addAuthenticator(browser, page),
    close: () => browser.close(),
  };
};

/** Firefox supports WebDriver BiDi itself: no driver is needed. */
export const startFirefox = async (executablePath: string): Promise<Engine> => {
  const args = ['--no-sandbox', ...firefoxArgs];
  const extraPrefsFirefox = {
    ...firefoxPreferences,
    'intl.accept_languages': 'en-GB',
    'intl.locale.requested': 'en-GB',
  };
  const options = { browser: 'firefox', executablePath, args, extraPrefsFirefox } as const;
  const browser = await puppeteer.launch(options);
  const engine = await engineOf(browser, firefoxAuthenticator);
  await focusPage(browser);
  return engine;
};

/** The Chromium that the suite `browser` uses. */
export const startChromium = async (): Promise<Engine> => {
  const found = await findBrowser();
  if (!found) throw new Error(browserMissing);
  const { executablePath, args, env } = found;
  const lang = { ...process.env, ...env, LANG: 'en_GB.UTF-8' };
  return engineOf(
    await puppeteer.launch({ executablePath, args, env: lang }),
    devtoolsAuthenticator,
  );
};
