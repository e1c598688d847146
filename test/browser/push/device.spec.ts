import type { Page } from '@playwright/test';
import { findingsOn } from '#test/browser/a11y/inspect.ts';
import { driveWorker } from './drive-worker.ts';
import {
  expect,
  nextSubscription,
  say,
  setHidden,
  startChat,
  stubLooking,
  stubSubscribing,
  test,
  turnOn,
} from './push-fixtures.ts';

test.use({ serviceWorkers: 'allow' });

test('notifications are offered after the first message, and the choice is stored', async ({
  newPerson,
  pushService,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  const devices = await stubSubscribing(page, pushService);
  await page.reload();
  const bar = page.getByRole('region', { name: 'Turn on notifications' });
  await startChat(ada, bob.name);
  await expect(bar).toBeHidden();
  await say(ada, 'Hello');
  await expect(bar).toBeVisible();
  expect(await findingsOn(page)).toEqual([]);
  await page.reload();
  await expect(bar).toBeVisible();

  await bar.getByRole('button', { name: 'Not now' }).click();
  await expect(bar).toBeHidden();
  await page.reload();
  await say(ada, 'Hello again');
  await expect(page.getByRole('log').getByText('Hello again')).toBeVisible();
  await expect(bar).toBeHidden();
  expect(devices).toEqual([]);

  // The other one agrees: only then the browser asks.
  const others = await stubSubscribing(bob.page, pushService);
  await bob.page.goto(page.url());
  await say(bob, 'Hi');
  const sent = nextSubscription(bob.page);
  await bob.page.getByRole('button', { name: 'Turn on notifications' }).click();
  expect(await sent).toMatchObject({
    preview: 'text',
    language: 'en',
    sound: true,
    quiet_hours: null,
  });
  expect(others).toHaveLength(1);
  await expect(bob.page.getByRole('region', { name: 'Turn on notifications' })).toBeHidden();
});

/** Waits until the server has confirmed that the page is not active. */
const followLook = (page: Page) => {
  const frames: string[] = [];
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => frames.push(String(payload)));
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  const last = (text: string): number => frames.findLastIndex((frame) => frame.includes(text));
  return (isLooking: boolean): Promise<void> =>
    expect
      .poll(() => {
        const sent = last(`"visible":${isLooking}`);
        return sent > last(`"visible":${!isLooking}`) && last('"pong"') > sent;
      })
      .toBe(true);
};

test('a message makes one sound: a push if no page is active, otherwise none', async ({
  newPerson,
  pushService,
  siteUrl,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  const devices = await stubSubscribing(page, pushService, { permission: 'granted' });
  await stubLooking(page);
  const isKnown = followLook(page);
  await turnOn(page);
  const { deliver, shown } = await driveWorker(page, siteUrl);
  await isKnown(true);
  const [phone] = devices;
  if (!phone) throw new Error('no subscription');
  await startChat(bob, ada.name);

  await say(bob, 'one');
  await expect(page).toHaveTitle(/^\(1\) /);
  await setHidden(page, true);
  await isKnown(false);
  await say(bob, 'two');
  await expect(page).toHaveTitle(/^\(2\) /);
  const [first] = await phone.getting(1);

  expect(first?.payload).toMatchObject({ notification: { title: bob.name, body: 'two' } });
  // The hidden page has received the message too, and left it to the push.
  expect(await shown()).toEqual([]);
  await deliver(first?.payload);
  await expect.poll(shown).toMatchObject([{ title: bob.name, body: 'two', silent: false }]);

  await setHidden(page, false);
  await isKnown(true);
  await say(bob, 'three');
  await expect(page).toHaveTitle(/^\(3\) /);
  expect(phone.requests).toBe(1);
});
