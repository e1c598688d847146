import type { Page } from '@playwright/test';
import { barriers } from '../a11y/axe.ts';
import { expect, type Person, say, startChat, test } from '../fixtures.ts';

const bubble = ({ page }: Person, text: string) =>
  page.getByRole('log').locator('[data-bubble]').filter({ hasText: text });
const rowOf = ({ page }: Person, name: string) =>
  page.getByRole('navigation').getByRole('listitem').filter({ hasText: name });

/** By keyboard, from the button of the message. */
const choose = async (person: Person, text: string, item: string): Promise<void> => {
  const { page } = person;
  await bubble(person, text).locator('..').locator('[data-options]').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: item }).press('Enter');
};

/** Everything in the offline copies of this browser, as one text. */
const copies = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('parley-offline');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const all = db.transaction('answers').objectStore('answers').getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            db.close();
            resolve(JSON.stringify(all.result));
          };
        };
      }),
  );

/** Ada has written three messages to Bob, who looks at them. */
const talk = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await startChat(ada, bob.name);
  for (const text of ['The door code is 7391', 'Lunch at noon?', 'See you']) await say(ada, text);
  await rowOf(bob, ada.name).getByRole('link').click();
  await say(bob, 'Yes, at noon');
  await bubble(ada, 'Yes, at noon').waitFor();
  return { ada, bob };
};

test('a starred message is in the list of starred ones, which leads to it', {
  tag: '@phone',
}, async ({ newPerson }) => {
  const { ada, bob } = await talk(newPerson);
  const { page } = bob;

  await choose(bob, 'door code', 'Star');
  await expect(bubble(bob, 'door code')).toContainText('Starred');
  await expect(bubble(ada, 'door code')).not.toContainText('Starred');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Starred messages' }).click();
  const starred = page.getByRole('dialog', { name: `Starred messages with ${ada.name}` });
  await expect(starred.getByRole('listitem')).toHaveCount(1);
  expect(await barriers(page, '[role=dialog]')).toEqual([]);

  await starred.getByRole('link').filter({ hasText: 'The door code is 7391' }).click();
  await expect(starred).toHaveCount(0);
  await expect(bubble(bob, 'door code')).toBeInViewport();
  await page.goto('/starred');
  const all = page.getByRole('dialog', { name: 'Starred messages' });
  await all.getByRole('button', { name: 'Remove the star: The door code is 7391' }).press('Enter');
  await expect(all.getByText('No message is starred.')).toBeVisible();
  await expect(all).toBeFocused();
  await page.keyboard.press('Escape');
  await rowOf(bob, ada.name).getByRole('link').click();
  await expect(bubble(bob, 'door code')).not.toContainText('Starred');
});

test('what somebody deletes for themselves or clears is nowhere in their browser, and the other one has it', async ({
  newPerson,
  browser,
  siteUrl,
}) => {
  const { ada, bob } = await talk(newPerson);
  const { page } = bob;
  // Another device has a copy of the conversation, which is not open there.
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL: siteUrl, storageState });
  const other: Person = { name: bob.name, page: await context.newPage() };
  await other.page.goto('/');
  await rowOf(other, ada.name).getByRole('link').click();
  await expect.poll(() => copies(other.page)).toContain('Lunch at noon?');
  await other.page.goto('/');
  await rowOf(other, ada.name).waitFor();

  // A message of the other person: only for oneself.
  await choose(bob, 'door code', 'Delete');
  const question = page.getByRole('alertdialog', { name: 'Delete this message?' });
  await expect(question).toContainText(`${ada.name} keeps the message.`);
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(bubble(bob, 'door code')).toHaveCount(0);
  // An own one: for both or for oneself.
  await choose(bob, 'Yes, at noon', 'Delete');
  await question.getByRole('radio', { name: 'Only me' }).click();
  expect(await barriers(page, '[role=alertdialog]')).toEqual([]);
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(bubble(bob, 'Yes, at noon')).toHaveCount(0);
  await expect(rowOf(bob, ada.name)).not.toContainText('Yes, at noon');
  await expect.poll(() => copies(page)).not.toMatch(/7391|Yes, at noon/);
  await expect(bubble(bob, 'Lunch at noon?')).toHaveCount(1);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Clear conversation' }).click();
  const clear = page.getByRole('alertdialog', { name: 'Clear this conversation?' });
  await clear.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('log').locator('[data-bubble]')).toHaveCount(0);
  for (const device of [page, other.page]) {
    await expect.poll(() => copies(device)).not.toMatch(/7391|Lunch at noon|See you/);
  }
  await rowOf(other, ada.name).getByRole('link').click();
  await expect(other.page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await expect(other.page.getByRole('log').locator('[data-bubble]')).toHaveCount(0);
  await context.close();

  for (const text of ['door code', 'Lunch at noon?', 'See you', 'Yes, at noon']) {
    await expect(bubble(ada, text)).toHaveCount(1);
  }
  await say(ada, 'Still here');
  await expect(bubble(bob, 'Still here')).toBeVisible();
});
