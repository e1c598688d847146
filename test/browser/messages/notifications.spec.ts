import type { Page } from '@playwright/test';
import { expect, type Person, say, test } from '#test/browser/fixtures.ts';

test.use({ serviceWorkers: 'allow' });

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly path: string;
}

/** A headless browser shows no notifications: records them instead. */
const noteNotifications = (page: Page) =>
  page.addInitScript(() => {
    const shown: unknown[] = [];
    Object.assign(globalThis, { shown });
    Object.defineProperty(Notification, 'permission', { get: () => 'granted' });
    Notification.requestPermission = async () => 'granted';
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
      shown.push({ title, body: options?.body, tag: options?.tag, path: options?.data.path });
    };
    // Headless browsers have no hidden pages either.
    let isHidden = false;
    Object.assign(globalThis, {
      hide: (hidden: boolean) => {
        isHidden = hidden;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
    Object.defineProperty(document, 'visibilityState', {
      get: () => (isHidden ? 'hidden' : 'visible'),
    });
    document.hasFocus = () => !isHidden;
  });
const shownOn = (page: Page): Promise<Shown[]> =>
  page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);
const setHidden = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate(
    (hidden) => (globalThis as unknown as { hide: (hidden: boolean) => void }).hide(hidden),
    isHidden,
  );

const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};
const icon = (page: Page) => page.locator('link[rel="icon"]').getAttribute('href');

test('messages cause one notification while no tab is focused, and a click opens them', async ({
  newPerson,
}) => {
  const [ada, bob] = await Promise.all([newPerson('ada'), newPerson('bob')]);
  const { page } = ada;
  await noteNotifications(page);
  await page.goto('/settings/notifications');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const switchOn = page.getByRole('switch', { name: 'Show notifications' });
  await expect(switchOn).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Sound in Parley' })).not.toBeChecked();
  await switchOn.click();
  await expect(switchOn).toBeChecked();

  // The page is focused: title and icon change, without a notification.
  await startChat(bob, ada.name);
  await say(bob, 'one');
  await expect(page).toHaveTitle(/^\(1\) /);
  expect(await icon(page)).toContain('data:image/svg+xml');
  expect(await shownOn(page)).toEqual([]);

  // No tab is focused: one of two shows the notification.
  const second = await page.context().newPage();
  await noteNotifications(second);
  await second.goto('/');
  await second.getByRole('searchbox').waitFor();
  await setHidden(page, true);
  await setHidden(second, true);
  await say(bob, 'two');
  const shownInAll = async () => [...(await shownOn(page)), ...(await shownOn(second))];
  await expect.poll(shownInAll).toMatchObject([{ title: bob.name, body: 'two' }]);
  const [{ path } = { path: '' }] = await shownInAll();
  await second.close();

  // A click on it.
  await setHidden(page, false);
  const [worker] = page.context().serviceWorkers();
  await worker?.evaluate((target) => {
    const event = new Event('notificationclick');
    const notification = { close: () => undefined, data: { path: target } };
    globalThis.dispatchEvent(Object.assign(event, { notification, waitUntil: () => undefined }));
  }, path);
  await expect(page.getByRole('log').getByText('two')).toBeVisible();
  await expect(page).not.toHaveTitle(/^\(/);
  expect(await icon(page)).toBe('/favicon.svg');

  // Without the text, by preference.
  await page.goto('/settings/notifications');
  await page.getByRole('radio', { name: 'Name', exact: true }).click();
  await setHidden(page, true);
  await say(bob, 'three');
  await expect.poll(() => shownOn(page)).toMatchObject([{ title: bob.name, body: 'New message' }]);
});
