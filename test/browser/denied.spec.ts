import { expect, test } from './fixtures.ts';

const deny = `() => { throw new DOMException('denied', 'SecurityError') }`;

/** What browsers do where site data is blocked, or where they are broken. */
const browsers = {
  'a database that never opens': 'IDBFactory.prototype.open = () => ({})',
  'a forbidden database': `IDBFactory.prototype.open = ${deny}`,
  // The blank page before the first one has none.
  'denied locks': `if (navigator.locks) LockManager.prototype.request = async ${deny}`,
  'denied channels': `BroadcastChannel = class { constructor() { (${deny})() } }`,
  'denied storage': `Object.defineProperty(window, 'localStorage', { get: ${deny} })`,
};

for (const [what, script] of Object.entries(browsers)) {
  test(`with ${what} messages are sent and heard`, async ({ newPerson, browser, siteUrl }) => {
    const bob = await newPerson('bob');
    const context = await browser.newContext({ baseURL: siteUrl });
    await context.addInitScript(script);
    const failures: Error[] = [];
    context.on('weberror', (failure) => failures.push(failure.error()));
    const ada = await newPerson('ada', context);

    await ada.page.getByRole('searchbox').fill(bob.name);
    await ada.page.getByText(bob.name).first().click();
    for (const text of ['one', 'two']) {
      await ada.page.getByRole('textbox', { name: 'Message' }).fill(text);
      await ada.page.getByRole('button', { name: 'Send' }).click();
    }
    await bob.page.getByRole('link').filter({ hasText: ada.name }).click();
    const log = bob.page.getByRole('log', { name: 'Messages' });
    await expect(log.getByText('one')).toBeVisible();
    await expect(log.getByText('two')).toBeVisible();
    await bob.page.getByRole('textbox', { name: 'Message' }).fill('three');
    await bob.page.getByRole('button', { name: 'Send' }).click();
    await expect(ada.page.getByRole('log', { name: 'Messages' }).getByText('three')).toBeVisible();
    expect(failures).toEqual([]);
  });
}
