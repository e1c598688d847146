import { expect, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';

const deny = `() => { throw new DOMException('denied', 'SecurityError') }`;

/** Behaviour of browsers with blocked site data, or with bugs. */
const browsers = {
  'a database that never opens': 'IDBFactory.prototype.open = () => ({})',
  'a forbidden database': `IDBFactory.prototype.open = ${deny}`,
  // The blank page before the first one has no locks.
  'denied locks': `if (navigator.locks) LockManager.prototype.request = async ${deny}`,
  'denied channels': `BroadcastChannel = class { constructor() { (${deny})() } }`,
  'denied storage': `Object.defineProperty(window, 'localStorage', { get: ${deny} })`,
};

for (const [what, script] of Object.entries(browsers)) {
  test(`with ${what} messages are sent and received`, async ({ newPerson, browser, siteUrl }) => {
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
    await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
    const log = bob.page.getByRole('log', { name: 'Messages' });
    await expect(log.getByText('one')).toBeVisible();
    await expect(log.getByText('two')).toBeVisible();
    await bob.page.getByRole('textbox', { name: 'Message' }).fill('three');
    await bob.page.getByRole('button', { name: 'Send' }).click();
    await expect(ada.page.getByRole('log', { name: 'Messages' }).getByText('three')).toBeVisible();
    expect(failures).toEqual([]);
  });
}

/** A transaction with a file never ends, as with WebKit in a private window. */
const holdFiles = `
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    if (!(value?.blob instanceof Blob)) return put.call(this, value, key);
    const again = () => { this.get(0).onsuccess = again; };
    again();
  };
`;

test('with a database that never stores a file, the file is still sent, and so are texts after it', async ({
  newPerson,
  browser,
  siteUrl,
}) => {
  const bob = await newPerson('bob');
  const context = await browser.newContext({ baseURL: siteUrl });
  await context.addInitScript(holdFiles);
  const ada = await newPerson('ada', context);
  await ada.page.getByRole('searchbox').fill(bob.name);
  await ada.page.getByText(bob.name).first().click();
  const reconnect = await interrupt(ada.page, '**/files');
  const send = ada.page.getByRole('button', { name: 'Send', exact: true });
  const note = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a note') };

  await ada.page.locator('input[type=file]').setInputFiles(note);
  await ada.page.getByRole('listitem').filter({ hasText: 'a.txt' }).waitFor();
  await send.click();
  const log = ada.page.getByRole('log', { name: 'Messages' });
  await expect(log.getByText('This browser cannot store files')).toBeVisible();
  reconnect();
  await ada.page.getByRole('textbox', { name: 'Message' }).fill('and a word');
  await send.click();

  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  const received = bob.page.getByRole('log', { name: 'Messages' });
  await expect(received.getByText('and a word')).toBeVisible({ timeout: 40_000 });
  await expect(received.getByRole('button', { name: 'Download a.txt' })).toBeVisible();
});
