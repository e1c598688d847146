import type { Page } from '@playwright/test';
import { findingsOn } from '#test/browser/a11y/inspect.ts';
import { driveWorker } from './drive-worker.ts';
import {
  expect,
  nextSubscription,
  say,
  startChat,
  stubSubscribing,
  test,
  turnOn,
} from './push-fixtures.ts';

test.use({ serviceWorkers: 'allow' });

const settings = '/settings/notifications';
const heading = (page: Page, name: string) => page.getByRole('heading', { name });

test('a device is turned on and off, and its options are set @phone', async ({
  newPerson,
  pushService,
}) => {
  const { page } = await newPerson('ada');
  const devices = await stubSubscribing(page, pushService);
  const first = nextSubscription(page);
  await turnOn(page);
  expect(await first).toMatchObject({
    ...devices[0]?.subscription,
    ...{ preview: 'text', language: 'en', sound: true, quiet_hours: null },
    origin: new URL(page.url()).origin,
  });
  expect(await findingsOn(page)).toEqual([]);

  const change = async (act: () => Promise<void>) => {
    const sent = nextSubscription(page);
    await act();
    return sent;
  };
  const name = page.getByRole('radio', { name: 'Name', exact: true });
  expect(await change(() => name.click())).toMatchObject({ preview: 'name' });
  const sound = page.getByRole('switch', { name: 'Sound and vibration' });
  expect(await change(() => sound.click())).toMatchObject({ sound: false });
  const quiet = page.getByRole('switch', { name: 'Quiet hours' });
  const timeZone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  expect(await change(() => quiet.click())).toMatchObject({
    quiet_hours: { from: '22:00', to: '07:00', time_zone: timeZone },
  });
  expect(await change(() => page.getByLabel('To', { exact: true }).fill('08:30'))).toMatchObject({
    quiet_hours: { from: '22:00', to: '08:30' },
  });
  await page.getByLabel('From').fill('08:30');
  await expect(page.getByRole('alert')).toHaveText('Choose two different times.');
  expect(await findingsOn(page)).toEqual([]);

  // The next start sends it again, all the same.
  const again = nextSubscription(page);
  await page.reload();
  expect(await again).toMatchObject({
    ...devices[0]?.subscription,
    ...{ preview: 'name', sound: false, quiet_hours: { from: '22:00', to: '08:30' } },
  });
  expect(devices).toHaveLength(1);

  const ended = page.waitForRequest(
    (one) => one.method() === 'DELETE' && one.url().endsWith('/api/push/subscription'),
  );
  await page.getByRole('switch', { name: 'Show notifications' }).click();
  await ended;
  await expect(page.getByRole('button', { name: 'Send a test notification' })).toBeHidden();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('stubbed-subscription')))
    .toBeNull();
});

test('a test notification reports its outcome', async ({ newPerson, pushService }) => {
  const { page } = await newPerson('ada');
  const devices = await stubSubscribing(page, pushService);
  await turnOn(page);
  const send = page.getByRole('button', { name: 'Send a test notification' });
  const [phone] = devices;

  await send.click();
  await expect(page.getByText('Sent. It appears in a moment')).toBeVisible();
  const [received] = (await phone?.getting(1)) ?? [];
  expect(received?.payload.notification).toMatchObject({
    navigate: `${new URL(page.url()).origin}${settings}`,
    tag: 'test',
  });

  phone?.replies.push(413, 503, 410);
  await send.click();
  await expect(page.getByText('has refused it')).toBeVisible();
  await send.click();
  await expect(page.getByText('does not answer')).toBeVisible();
  // The subscription has ended: the browser subscribes again.
  const renewed = nextSubscription(page);
  await send.click();
  await expect(page.getByText('has been renewed')).toBeVisible();
  expect(await renewed).toMatchObject({ ...devices[1]?.subscription });
  await send.click();
  await devices[1]?.getting(1);
});

test('a subscription is sent again if the browser changed it, or if it has an earlier key of the server', async ({
  newPerson,
  pushService,
  siteUrl,
}) => {
  const { page } = await newPerson('ada');
  const devices = await stubSubscribing(page, pushService);
  await turnOn(page);
  await page.evaluate(() => {
    const stub = JSON.parse(localStorage.getItem('stubbed-subscription') ?? '{}');
    const key = `B${'A'.repeat(86)}`;
    localStorage.setItem('stubbed-subscription', JSON.stringify({ ...stub, key }));
  });
  const renewed = nextSubscription(page);
  await page.reload();
  await renewed;
  expect(devices).toHaveLength(2);
  expect(await renewed).toMatchObject({ ...devices[1]?.subscription });

  const { worker } = await driveWorker(page, siteUrl);
  await expect(page.getByText('Messages reach this device')).toBeVisible();
  await page.evaluate(() => localStorage.removeItem('stubbed-subscription'));
  const changed = nextSubscription(page);
  await worker().evaluate(() => {
    const waitUntil = () => undefined;
    dispatchEvent(Object.assign(new Event('pushsubscriptionchange'), { waitUntil }));
  });
  await changed;
  expect(await changed).toMatchObject({ ...devices[2]?.subscription });
});

test('a sign-out ends the subscription, and the next user of the browser gets a new one', async ({
  newPerson,
  pushService,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  const devices = await stubSubscribing(page, pushService);
  await turnOn(page);
  await page.goto('/');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('stubbed-subscription')))
    .toBeNull();

  await startChat(bob, ada.name);
  await say(bob, 'Still there?');
  await expect(bob.page.getByRole('log').getByText('Still there?')).toBeVisible();
  const next = nextSubscription(page);
  await newPerson('carol', page.context()).then(({ page: other }) => other.close());
  await page.goto('/');
  await next;
  expect(devices).toHaveLength(2);
  expect(devices[0]?.requests).toBe(0);
});

test('the settings explain what the browser does not support', async ({
  newPerson,
  pushService,
}) => {
  const blocked = await newPerson('ada');
  await stubSubscribing(blocked.page, pushService, { permission: 'denied', answer: 'denied' });
  await blocked.page.goto(settings);
  await expect(blocked.page.getByRole('alert')).toContainText('This browser blocks notifications');
  expect(await findingsOn(blocked.page)).toEqual([]);

  const without = await newPerson('bob');
  await without.page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'PushManager');
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    Notification.requestPermission = async () => 'granted';
  });
  await without.page.goto(settings);
  await without.page.getByRole('switch', { name: 'Show notifications' }).click();
  await expect(
    without.page.getByText('this browser cannot be reached when it is closed'),
  ).toBeVisible();
});

test('an iPhone shows how to add Parley to the home screen, in a dialog and in the settings @phone', async ({
  newPerson,
  browser,
  siteUrl,
}) => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  const context = await browser.newContext({ baseURL: siteUrl, userAgent });
  await context.addInitScript(() => Reflect.deleteProperty(globalThis, 'PushManager'));
  const [ada, bob] = await Promise.all([newPerson('ada', context), newPerson('bob')]);
  await startChat(ada, bob.name);
  await say(ada, 'Hello');

  await ada.page.getByRole('link', { name: 'Show how' }).click();

  await expect(heading(ada.page, 'Put Parley on your home screen')).toBeVisible();
  await expect(ada.page.getByRole('listitem').filter({ hasText: 'Tap Share' })).toBeVisible();
  await expect(ada.page.getByRole('switch', { name: 'Show notifications' })).toBeHidden();
  expect(await findingsOn(ada.page)).toEqual([]);
});
