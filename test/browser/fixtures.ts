import { randomBytes } from 'node:crypto';
import { test as base, type Page } from '@playwright/test';
import { newDataFolder, startParley } from '../support/parley-process.ts';

/** A person at a browser of their own: no cookie or cache is shared. */
export interface Person {
  readonly name: string;
  readonly page: Page;
}

interface Fixtures {
  /** Opens a browser context and registers there through the page. */
  newPerson: (name: string) => Promise<Person>;
}
interface WorkerFixtures {
  siteUrl: string;
}

export const password = 'Test-Pass-1';

export const test = base.extend<Fixtures, WorkerFixtures>({
  siteUrl: [
    async ({ browserName: _browserName }, use) => {
      const given = process.env['PARLEY_BASE_URL'];
      if (given) {
        await use(given);
        return;
      }
      const data = newDataFolder();
      const parley = await startParley(['--data', data.path]);
      await use(parley.url);
      await parley.stop();
      data.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  newPerson: async ({ browser, siteUrl }, use) => {
    const opened: Page[] = [];
    await use(async (prefix) => {
      const context = await browser.newContext({ baseURL: siteUrl });
      const page = await context.newPage();
      opened.push(page);
      const name = `${prefix}-${randomBytes(4).toString('hex')}`;
      await page.goto('/');
      await page
        .getByRole('link', { name: 'Create account' })
        .or(page.getByRole('button', { name: 'Create account' }))
        .first()
        .click();
      // Both forms have these fields: what is typed must not land in the one that is leaving.
      await page.getByRole('heading', { name: 'Create your account' }).waitFor();
      await page.getByLabel('Username').fill(name);
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
      return { name, page };
    });
    for (const page of opened) await page.context().close();
  },
});
export { expect } from '@playwright/test';
