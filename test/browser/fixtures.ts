import { randomBytes } from 'node:crypto';
import { type BrowserContext, test as base, type Page } from '@playwright/test';
import { newDataFolder, startParley } from '../support/parley-process.ts';

/** A user in a separate browser context. */
export interface Person {
  readonly name: string;
  readonly page: Page;
}

interface Fixtures {
  /** Opens a browser context unless one is given, registers and signs in there. */
  newPerson: (name: string, context?: BrowserContext) => Promise<Person>;
}
interface WorkerFixtures {
  siteUrl: string;
}

export const password = 'Test-Pass-1';

/** Finds a user by name and opens the conversation. */
export const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox', { name: 'Search people' }).fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};

/** Sends a message in the open conversation. */
export const say = async ({ page }: Person, text: string) => {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  siteUrl: [
    async ({ browserName: _browserName }, use) => {
      const given = process.env['PARLEY_BASE_URL'];
      if (given) {
        await use(given);
        return;
      }
      const data = newDataFolder();
      // People here write to each other at once; requests.spec.ts has another server.
      const parley = await startParley(['--data', data.path, '--requests', 'off']);
      await use(parley.url);
      await parley.stop();
      data.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  newPerson: async ({ browser, siteUrl }, use) => {
    const opened: Page[] = [];
    await use(async (prefix, given) => {
      const context = given ?? (await browser.newContext({ baseURL: siteUrl }));
      const page = await context.newPage();
      opened.push(page);
      const name = `${prefix}-${randomBytes(4).toString('hex')}`;
      // Over the API: only sign-up.spec.ts tests the forms.
      const answer = await context.request.post('/api/auth/register', {
        headers: { 'x-parley-client': 'web', origin: siteUrl },
        data: { username: name, password },
      });
      if (answer.status() !== 201) throw new Error(`registering: ${await answer.text()}`);
      await page.goto('/');
      await page.getByRole('searchbox', { name: 'Search people' }).waitFor();
      return { name, page };
    });
    for (const page of opened) await page.context().close();
  },
});
export { expect } from '@playwright/test';
