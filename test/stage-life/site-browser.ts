import { chromium } from '@playwright/test';
import { generate } from 'selfsigned';
import type { Front } from '#scripts/deploy/emulator/front.ts';
import { findBrowser } from '../support/browser.ts';

/** A certificate for the name of the site, which the browser accepts. */
export const certificateFor = async (host: string): Promise<{ cert: string; key: string }> => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }]);
  return { cert, key };
};

/** A Chromium that resolves the site's name to the front. */
export const openSiteBrowser = async (siteUrl: string, front: Front) => {
  const found = await findBrowser();
  if (!found) throw new Error('no Chromium');
  const { host } = new URL(siteUrl);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [
      ...found.args,
      `--host-resolver-rules=MAP ${host}:443 127.0.0.1:${front.port}`,
      // Also for service workers, to which settings of a browser context do not apply.
      '--ignore-certificate-errors',
    ],
    env: { ...process.env, ...found.env } as Record<string, string>,
  });
  /** Errors and policy violations that pages logged. */
  const complaints: string[] = [];
  const newPage = async () => {
    const context = await browser.newContext({ baseURL: siteUrl });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      // A page refreshes its session to find out whether there is one.
      const isRefresh = message.location().url.endsWith('/api/auth/refresh');
      if (['error', 'warning'].includes(message.type()) && !isRefresh)
        complaints.push(message.text());
    });
    page.on('pageerror', ({ message }) => complaints.push(message));
    return page;
  };
  return { newPage, complaints, close: () => browser.close() };
};
