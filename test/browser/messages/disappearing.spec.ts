import type { Page } from '@playwright/test';
import { barriers } from '#test/browser/a11y/axe.ts';
import { expect, say, startChat, test } from '#test/browser/fixtures.ts';

const logOf = (page: Page) => page.getByRole('log', { name: 'Messages' });

/** Everything that the site has stored in this browser. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const open = (name: string) =>
      new Promise<IDBDatabase>((done, failed) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
      });
    const all = (store: IDBObjectStore) =>
      new Promise<unknown>((done, failed) => {
        const reading = store.getAll();
        reading.onsuccess = () => done(reading.result);
        reading.onerror = () => failed(reading.error);
      });
    const found: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await open(name);
      for (const store of db.objectStoreNames) {
        found.push(await all(db.transaction(store).objectStore(store)));
      }
      db.close();
    }
    return JSON.stringify(found);
  });

test('both see that messages disappear, and they do, without a connection and from the stored copy', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await ada.page.clock.install();
  await ada.page.reload();
  await startChat(ada, bob.name);
  await say(ada, 'this stays');
  await startChat(bob, ada.name);

  await ada.page.getByRole('button', { name: 'More', exact: true }).click();
  await ada.page.getByRole('menuitem', { name: 'Disappearing messages' }).click();
  const dialog = ada.page.getByRole('alertdialog', { name: 'Disappearing messages' });
  await dialog.getByRole('radio', { name: '7 days' }).click();
  expect(await barriers(ada.page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  await expect(logOf(ada.page)).toContainText('You set messages to disappear after 7 days.');
  await expect(logOf(bob.page)).toContainText(
    `${ada.name} set messages to disappear after 7 days.`,
  );
  await expect(bob.page.getByText('Messages disappear after 7 days', { exact: true })).toHaveCount(
    1,
  );
  await say(ada, 'this vanishes');
  await expect(logOf(ada.page).getByText(/^Disappears on/)).toHaveCount(1);
  await expect(logOf(bob.page)).toContainText('this vanishes');
  await expect.poll(() => stored(ada.page)).toContain('this vanishes');
  expect(await barriers(ada.page)).toEqual([]);

  await ada.page.context().setOffline(true);
  await ada.page.clock.fastForward(8 * 86_400_000);

  await expect(logOf(ada.page)).toContainText('Message disappeared');
  await expect(logOf(ada.page)).toContainText('this stays');
  await expect(ada.page.getByText('this vanishes')).toHaveCount(0);
  await expect.poll(() => stored(ada.page)).not.toContain('this vanishes');
});
