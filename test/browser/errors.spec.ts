import { expect, type Person, test } from './fixtures.ts';
import { interrupt } from './interrupt.ts';

const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};

test('a page that crashes says so, and its draft is there after the reload', async ({
  newPerson,
}) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await startChat(ada, ada.name);
  const address = page.url();
  await page.getByRole('textbox', { name: 'Message' }).fill('half a thought');

  // An answer that breaks its contract.
  await page.route('**/api/users/search**', (route) =>
    route.fulfill({ json: { items: [null], total: 1, page: 1, size: 20, pages: 1 } }),
  );
  await page.getByRole('searchbox').fill('x');
  await expect(page.getByRole('alert')).toContainText('Something broke');
  await page.getByRole('button', { name: 'Reload' }).click();

  await page.getByRole('searchbox').waitFor();
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveValue('half a thought');
});

test('conversations that could not be loaded can be requested again', async ({ newPerson }) => {
  const { page } = await newPerson('ada');
  let isBroken = true;
  // Without a socket, only the button retries.
  await page.route('**/api/realtime/ticket', (route) => route.fulfill({ status: 503 }));
  await page.route('**/api/conversations?**', (route) =>
    isBroken ? route.fulfill({ status: 500, json: { code: 'internal_error' } }) : route.continue(),
  );
  await page.reload();
  await expect(page.getByText('Your conversations could not be loaded.')).toBeVisible();

  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Say the first word')).toBeVisible();
});

test('a session is renewed without the user noticing', async ({ newPerson }) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await startChat(ada, ada.name);
  let refusals = 0;
  let renewals = 0;
  await page.route('**/api/conversations/*/messages', (route) => {
    if (route.request().method() !== 'POST' || refusals > 0) return route.continue();
    refusals++;
    return route.fulfill({ status: 401, json: { message: 'Unauthorized' } });
  });
  page.on('request', (request) => {
    if (request.url().endsWith('/api/auth/refresh')) renewals++;
  });

  const sent = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.status() === 201,
  );
  await page.getByRole('textbox', { name: 'Message' }).fill('still me');
  await page.getByRole('button', { name: 'Send' }).click();
  await sent;

  await expect(page.getByRole('log').getByText('still me')).toHaveCount(1);
  expect([refusals, renewals]).toEqual([1, 1]);
});

test('a script that an update of the site has removed is loaded with a new page', async ({
  newPerson,
}) => {
  const { page } = await newPerson('ada');
  let isMissing = true;
  await page.route('**/assets/settings-layout-*.js', (route) =>
    isMissing ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.getByRole('button', { name: 'Account' }).click();
  const loaded = page.waitForEvent('load');
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await loaded;
  // Still missing after the reload: no third attempt.
  await expect(page.getByRole('alert')).toContainText('Something broke');

  isMissing = false;
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('a part of the page that cannot be loaded without a network comes later, and the page stays', async ({
  newPerson,
}) => {
  const ada = await newPerson('ada');
  const { page } = ada;
  await page.route('**/assets/message-menu-*.js', (route) => route.abort('internetdisconnected'));
  await page.route('**/api/health', (route) => route.abort('internetdisconnected'));
  await startChat(ada, ada.name);
  await page.getByRole('textbox', { name: 'Message' }).fill('a note');
  await page.getByRole('button', { name: 'Send' }).click();
  const asked = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/health'));
  const options = page.getByRole('log').locator('[data-options]');
  await options.press('Enter');
  await asked;
  await expect(page.getByRole('log').getByText('a note')).toBeVisible();

  await page.unrouteAll();
  await page.evaluate(() => globalThis.dispatchEvent(new Event('online')));
  // Some browsers never load a script again that was missing once: then the page is loaded anew.
  const star = page.getByRole('menuitem', { name: 'Star' });
  await expect(async () => {
    if (!(await star.isVisible())) await options.press('Enter');
    await expect(star).toBeVisible({ timeout: 3_000 });
  }).toPass();
});

test('a conversation is not reported as unknown while the server is unreachable', async ({
  browser,
  newPerson,
  siteUrl,
}) => {
  const ada = await newPerson('ada');
  await startChat(ada, ada.name);
  const address = ada.page.url();
  const id = address.split('/').at(-1);
  // A browser without the cached list, which would show the conversation when answers are late.
  const { cookies } = await ada.page.context().storageState();
  await ada.page.close();
  const context = await browser.newContext({
    baseURL: siteUrl,
    storageState: { cookies, origins: [] },
  });
  const page = await context.newPage();
  // Not in the loaded part of the list.
  await page.route('**/api/conversations?**', (route) =>
    route.fulfill({ json: { items: [], total: 0, page: 1, size: 100, pages: 1 } }),
  );
  let asked = 0;
  const comeBack = await interrupt(page, `**/api/conversations/${id}`, (route) => {
    asked++;
    return route.fulfill({ status: 503, json: { message: 'Service Unavailable' } });
  });
  await page.goto(address);

  // More requests than one series of retries.
  await expect.poll(() => asked).toBeGreaterThan(8);
  await expect(page.getByText('No such conversation')).toHaveCount(0);
  comeBack();

  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await context.close();
});
