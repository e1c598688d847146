import type { Page } from '@playwright/test';
import { expect, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';
import { box, draftFiles, give, jpeg, log, meet, pdf, photos, send } from './given-files.ts';

const names = (page: Page) => draftFiles(page).getByRole('listitem');
const ready = (page: Page, count: number) =>
  expect(draftFiles(page).getByText(/: Ready/)).toHaveCount(count);

/** Number of pending files that this browser stores. */
const waitingIn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('parley-outbox-files');
        opening.onsuccess = () => {
          const db = opening.result;
          if (!db.objectStoreNames.contains('files')) return resolve(0);
          const asking = db.transaction('files').objectStore('files').getAllKeys();
          asking.onsuccess = () => {
            db.close();
            resolve(asking.result.length);
          };
        };
      }),
  );

const refuse = (page: Page) =>
  interrupt(page, '**/api/attachments', (route) =>
    route.request().postData()?.includes('offer.pdf')
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, code: 'storage_full' }),
        })
      : route.fallback(),
  );

test('pending files survive a reload and a visit to another conversation, even if one was refused', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  const makeRoom = await refuse(ada);
  await give(ada, 'drop', jpeg('one.jpg'), pdf);
  await ready(ada, 1);
  await expect(draftFiles(ada).getByRole('button', { name: 'Try again: offer.pdf' })).toBeVisible();
  await box(ada).fill('with a word');
  await expect.poll(() => waitingIn(ada)).toBe(2);

  await ada.reload();
  await expect(names(ada)).toHaveCount(2);
  await expect(names(ada).first()).toContainText('one.jpg');
  await expect(draftFiles(ada).locator('img')).toHaveCount(1);
  await expect(box(ada)).toHaveValue('with a word');
  await expect(ada.getByRole('button', { name: 'Send' })).toBeDisabled();
  makeRoom();
  await draftFiles(ada).getByRole('button', { name: 'Try again: offer.pdf' }).click();
  await ready(ada, 2);
  await send(ada);

  await expect(photos(bob)).toHaveCount(1);
  await expect(log(bob).getByRole('button', { name: 'Download offer.pdf' })).toHaveCount(1);
  await expect.poll(() => waitingIn(ada)).toBe(0);
  await ada.reload();
  await expect(photos(ada)).toHaveCount(1);
  await expect(draftFiles(ada)).toBeHidden();
});

test('pending files survive a crash; removed ones do not come back', async ({ newPerson }) => {
  const { ada } = await meet(newPerson);
  await ada.route('**/files', (route) => route.abort());
  await give(ada, 'drop', jpeg('kept.jpg'), jpeg('regret.jpg'));
  await ada.getByRole('button', { name: 'Remove regret.jpg' }).click();
  await expect.poll(() => waitingIn(ada)).toBe(1);

  const next = await ada.context().newPage();
  const path = ada.url();
  await ada.goto('chrome://crash').catch(() => undefined);
  await next.goto(path);

  await expect(names(next)).toHaveCount(1);
  await expect(names(next)).toContainText('kept.jpg');
});

test('two tabs show the same pending files, and send them once', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  const other = await ada.context().newPage();
  await other.goto(ada.url());
  await box(other).waitFor();
  await give(ada, 'drop', jpeg('shared.jpg'));
  await ready(other, 1);
  await ready(ada, 1);

  const press = (page: Page) =>
    page
      .getByRole('button', { name: 'Send' })
      .evaluate((button) => (button as HTMLElement).click());
  await Promise.all([press(ada), press(other)]);

  await expect(photos(bob)).toHaveCount(1);
  for (const page of [ada, other]) await expect(draftFiles(page)).toBeHidden();
  await box(other).fill('the last word');
  await send(other);
  await expect(log(bob).getByText('the last word')).toBeVisible();
  await expect(photos(bob)).toHaveCount(1);
});
