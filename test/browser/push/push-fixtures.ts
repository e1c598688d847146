import type { Page } from '@playwright/test';
import { test as base, expect, type Person } from '#test/browser/fixtures.ts';
import { newDataFolder, startParley } from '#test/support/parley-process.ts';
import type { Device } from '#test/support/push-service/device.ts';
import { makePlace, trusting } from '#test/support/push-service/place.ts';
import { type PushService, startPushService } from '#test/support/push-service/push-service.ts';

interface WorkerFixtures {
  /** A push service on loopback, at which the subscriptions of pages are. */
  pushService: PushService & { readonly trust: ReturnType<typeof trusting> };
}

/** The built site of a Parley that sends notifications to a push service of the test. */
export const test = base.extend<object, WorkerFixtures & { siteUrl: string }>({
  pushService: [
    async ({ browserName: _browserName }, use) => {
      const folder = newDataFolder();
      const place = await makePlace(folder.path);
      const service = await startPushService(place);
      await use({ ...service, trust: trusting(place) });
      await service.close();
      folder.remove();
      expect(service.faults).toEqual([]);
    },
    { scope: 'worker' },
  ],
  siteUrl: [
    async ({ pushService }, use) => {
      const data = newDataFolder();
      const { args, env } = pushService.trust;
      const parley = await startParley(['--data', data.path, '--requests', 'off', ...args], {
        env,
      });
      await use(parley.url);
      await parley.stop();
      data.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

interface Permissions {
  readonly permission: NotificationPermission;
  readonly answer: NotificationPermission;
}

/**
 * Subscribing needs a push service on the internet, which a browser cannot be told to replace: subscriptions of
 * this page are devices of the test's push service. Returns them in the order in which they were made.
 * `permission` and `answer`: what the browser says before and after it is asked.
 */
export const stubSubscribing = async (
  page: Page,
  service: PushService,
  { permission = 'default', answer = 'granted' }: Partial<Permissions> = {},
): Promise<Device[]> => {
  const devices: Device[] = [];
  await page.exposeFunction('newDevice', (key: string) => {
    const device = service.createDevice(key);
    devices.push(device);
    return device.subscription;
  });
  await page.addInitScript(
    ([before, after]) => {
      const stored = 'stubbed-subscription';
      const given = 'stubbed-permission';
      type Stub = { endpoint: string; keys: object; key: string };
      const { newDevice } = globalThis as unknown as {
        newDevice: (key: string) => Promise<Omit<Stub, 'key'>>;
      };
      const subscriptionOf = ({ endpoint, keys, key }: Stub) => {
        const text = key.replaceAll('-', '+').replaceAll('_', '/');
        const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
        return {
          endpoint,
          options: { applicationServerKey: bytes.buffer },
          toJSON: () => ({ endpoint, keys }),
          unsubscribe: async () => {
            localStorage.removeItem(stored);
            return true;
          },
        };
      };
      const current = () => {
        const text = localStorage.getItem(stored);
        return text === null ? null : subscriptionOf(JSON.parse(text));
      };
      Object.assign(PushManager.prototype, {
        getSubscription: async () => current(),
        subscribe: async ({ applicationServerKey: key }: { applicationServerKey: string }) => {
          const stub = { ...(await newDevice(key)), key };
          localStorage.setItem(stored, JSON.stringify(stub));
          return subscriptionOf(stub);
        },
      });
      Object.defineProperty(Notification, 'permission', {
        configurable: true,
        get: () => localStorage.getItem(given) ?? before,
      });
      Notification.requestPermission = async () => {
        localStorage.setItem(given, after);
        return after;
      };
    },
    [permission, answer] as const,
  );
  return devices;
};

/** Sets whether the page is active: headless browsers have neither hidden pages nor other windows. */
export const stubLooking = (page: Page) =>
  page.addInitScript(() => {
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
export const setHidden = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate(
    (hidden) => (globalThis as unknown as { hide: (hidden: boolean) => void }).hide(hidden),
    isHidden,
  );

const switchOf = (page: Page) => page.getByRole('switch', { name: 'Show notifications' });
const reaches = 'Messages reach this device, even while Parley is closed.';
/** What the next subscription says that is sent to the server. */
export const nextSubscription = async (page: Page) => {
  const request = await page.waitForRequest(
    (one) => one.method() === 'PUT' && one.url().endsWith('/api/push/subscription'),
  );
  return request.postDataJSON();
};
export const turnOn = async (page: Page): Promise<void> => {
  await page.goto('/settings/notifications');
  await switchOf(page).click();
  await expect(page.getByText(reaches)).toBeVisible();
};

export const startChat = async ({ page }: Person, name: string) => {
  await page.getByRole('searchbox').fill(name);
  await page.getByText(name).first().click();
  await page.getByRole('textbox', { name: 'Message' }).waitFor();
};
export { expect, say } from '#test/browser/fixtures.ts';
