import type { Page } from '@playwright/test';
import { expect, type Person, test } from '#test/browser/fixtures.ts';
import { interrupt } from '#test/browser/interrupt.ts';

const log = (page: Page) => page.getByRole('log', { name: 'Messages' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Message' });

const say = async (page: Page, text: string) => {
  await box(page).fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
};

/** Two users in a conversation; each has sent a message. */
const meet = async (newPerson: (name: string) => Promise<Person>) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  await ada.page.getByRole('searchbox', { name: 'Search people' }).fill(bob.name);
  await ada.page.getByText(bob.name).first().click();
  await say(ada.page, 'Hello Bob');
  await bob.page.locator('a[data-row]').filter({ hasText: ada.name }).click();
  await say(bob.page, 'Hello Ada');
  await expect(log(ada.page).getByText('Hello Ada')).toBeVisible();
  return { ada, bob };
};

/** The row of a message, with its state. */
const bubble = (page: Page, text: string) =>
  log(page).locator('[data-index]').filter({ hasText: text });

const setVisibility = (page: Page, state: 'visible' | 'hidden') =>
  page.evaluate((next) => {
    Object.defineProperty(document, 'visibilityState', { get: () => next, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

/** Counts a page's open sockets. */
const watchSockets = (page: Page) => {
  let [open, opened] = [0, 0];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/ws')) return;
    open++;
    opened++;
    socket.on('close', () => {
      open--;
    });
  });
  return { open: () => open, opened: () => opened };
};

/** Sends fail, although the server can be reached. */
const blockSends = (page: Page) =>
  interrupt(page, '**/api/conversations/*/messages', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  );

test('a message that was written offline is sent once the network is back', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);

  await ada.page.context().setOffline(true);
  await say(ada.page, 'written in a tunnel');
  await say(ada.page, 'and one more');
  await expect(bubble(ada.page, 'and one more')).toContainText('Waiting to be sent');
  await expect(log(bob.page).getByText('written in a tunnel')).toHaveCount(0);
  await ada.page.context().setOffline(false);

  await expect(log(bob.page).getByText('and one more')).toBeVisible({ timeout: 40_000 });
  const texts = await log(bob.page).locator('[data-index]').allInnerTexts();
  const places = ['written in a tunnel', 'and one more'].map((text) =>
    texts.findIndex((row) => row.includes(text)),
  );
  expect(places[0]).toBeLessThan(places[1] ?? 0);
  await expect(bubble(ada.page, 'and one more')).not.toContainText('Waiting to be sent');
});

test('an unsent message survives a reload, and arrives once', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  const unblockSends = await blockSends(ada.page);
  await say(ada.page, 'before the reload');
  await expect(bubble(ada.page, 'before the reload')).toContainText('Waiting to be sent');

  await ada.page.reload();
  await expect(log(ada.page).getByText('before the reload')).toBeVisible();
  unblockSends();

  await expect(log(bob.page).getByText('before the reload')).toHaveCount(1);
  await expect(bubble(ada.page, 'before the reload')).toContainText(/Sent|Read/);
  await ada.page.reload();
  await expect(log(ada.page).getByText('before the reload')).toHaveCount(1);
});

test('a refused message says so, and can be retried or discarded', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  let isRefusing = true;
  await ada.page.route('**/api/conversations/*/messages', (route) =>
    isRefusing && route.request().method() === 'POST'
      ? route.fulfill({ status: 404, json: { code: 'user_not_found' } })
      : route.continue(),
  );
  await say(ada.page, 'to be dropped');
  await say(ada.page, 'to be tried again');
  await expect(ada.page.getByRole('button', { name: 'Retry' })).toHaveCount(2);

  await bubble(ada.page, 'to be dropped').getByRole('button', { name: 'Discard' }).click();
  isRefusing = false;
  await bubble(ada.page, 'to be tried again').getByRole('button', { name: 'Retry' }).click();

  await expect(log(bob.page).getByText('to be tried again')).toHaveCount(1);
  await expect(log(bob.page).getByText('to be dropped')).toHaveCount(0);
  await expect(log(ada.page).getByText('to be dropped')).toHaveCount(0);
});

test('the ticks of a message change when the peer reads it', { tag: '@phone' }, async ({
  newPerson,
  isMobile,
}) => {
  const { ada, bob } = await meet(newPerson);
  await bob.page.goto('/');
  await bob.page.getByRole('searchbox', { name: 'Search people' }).waitFor();

  await say(ada.page, 'have you seen this?');
  await expect(bubble(ada.page, 'have you seen this?')).toContainText('Sent');
  const row = bob.page.locator('a[data-row]').filter({ hasText: ada.name });
  await expect(row).toContainText('1 unread message');
  await row.click();

  await expect(bubble(ada.page, 'have you seen this?')).toContainText('Read');
  // A phone shows the list or the dialog.
  if (isMobile) await bob.page.getByRole('link', { name: 'Back to conversations' }).click();
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('unread');
});

test('two tabs share one socket and one outbox; the second takes over from the first', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  const first = ada.page;
  const second = await first.context().newPage();
  const sockets = watchSockets(second);
  await second.goto(first.url());
  await expect(log(second).getByText('Hello Ada')).toBeVisible();

  await say(bob.page, 'to both tabs');
  await expect(log(first).getByText('to both tabs')).toBeVisible();
  await expect(log(second).getByText('to both tabs')).toBeVisible();
  await say(second, 'from the second tab');
  await expect(log(first).getByText('from the second tab')).toHaveCount(1);
  await expect(log(bob.page).getByText('from the second tab')).toHaveCount(1);
  expect(sockets.opened()).toBe(0);

  await first.close();
  await say(bob.page, 'while nobody held the socket');
  await expect(log(second).getByText('while nobody held the socket')).toBeVisible();
  await expect.poll(sockets.open).toBe(1);
  await say(second, 'still here');
  await expect(log(bob.page).getByText('still here')).toHaveCount(1);
});

test('signing out in one tab signs out all tabs, and leaves no unsent data', async ({
  newPerson,
}) => {
  const { ada } = await meet(newPerson);
  const first = ada.page;
  const second = await first.context().newPage();
  await second.goto('/');
  await second.getByRole('searchbox', { name: 'Search people' }).waitFor();
  await blockSends(first);
  await say(first, 'never sent');
  await expect(bubble(first, 'never sent')).toContainText('Waiting to be sent');

  await second.getByRole('button', { name: 'Account' }).click();
  await second.getByRole('menuitem', { name: 'Sign out' }).click();

  await expect(first.getByLabel('Username')).toBeVisible();
  await expect(second.getByLabel('Username')).toBeVisible();
  const stored = await first.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('parley-outbox');
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const count = request.result.transaction('items').objectStore('items').count();
          count.onsuccess = () => resolve(count.result);
        };
      }),
  );
  expect(stored).toBe(0);
});

test('a laptop with a closed lid has no socket; when it opens, everything is there', async ({
  newPerson,
}) => {
  const { ada, bob } = await meet(newPerson);
  await ada.page.clock.install();
  const sockets = watchSockets(ada.page);
  await ada.page.reload();
  await expect(log(ada.page).getByText('Hello Ada')).toBeVisible();
  await expect.poll(sockets.open).toBe(1);

  await setVisibility(ada.page, 'hidden');
  await ada.page.clock.fastForward('05:01');
  await expect.poll(sockets.open).toBe(0);
  await say(bob.page, 'while the lid was closed');
  await expect(bubble(bob.page, 'while the lid was closed')).toContainText('Sent');
  await expect(log(ada.page).getByText('while the lid was closed')).toHaveCount(0);
  await setVisibility(ada.page, 'visible');

  await expect(log(ada.page).getByText('while the lid was closed')).toBeVisible();
  await expect.poll(sockets.open).toBe(1);
});

test('typing is shown to the peer, in the dialog and in the list, and expires', {
  tag: '@phone',
}, async ({ newPerson, isMobile }) => {
  const { ada, bob } = await meet(newPerson);
  const heading = ada.page.getByRole('banner').or(ada.page.locator('header')).last();
  const row = ada.page.locator('a[data-row]').filter({ hasText: bob.name });
  // Typing is sent only to a peer who is online, which Bob's page learns a moment after both have written.
  await expect(bob.page.locator('header').last()).toContainText('Online');

  // Typing is sent only to a peer of whom the page knows that they are online and look at the dialog.
  await expect(bob.page.locator('header').last()).toContainText('Online');
  await expect(bubble(bob.page, 'Hello Ada')).toContainText('Read');
  await box(bob.page).pressSequentially('I am wri', { delay: 20 });
  await expect(heading).toContainText('typing…');
  await expect(heading).not.toContainText('typing…', { timeout: 9_000 });

  // A phone shows the list or the dialog.
  if (isMobile) await ada.page.getByRole('link', { name: 'Back to conversations' }).click();
  await box(bob.page).pressSequentially('ting', { delay: 20 });
  await expect(row).toContainText('typing…');
  await say(bob.page, 'I am writing');
  await expect(row).toContainText('I am writing');
  await expect(row).not.toContainText('typing…');
});

test('presence: the dot disappears when the peer leaves', async ({ newPerson }) => {
  const { ada, bob } = await meet(newPerson);
  const heading = ada.page.locator('header').last();
  await expect(heading).toContainText('Online');

  // Presence of one user is emitted at most once in ten seconds.
  await ada.page.waitForTimeout(11_000);
  await bob.page.close();

  await expect(heading).toContainText('Last seen');
});
