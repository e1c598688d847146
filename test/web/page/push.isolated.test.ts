import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Call } from '#client';
import { ApiError } from '#client';
import { createStore } from '#client/platform/store.ts';
import type { SocketStatus } from '#client/socket/socket.ts';
import { wakefulness } from '#site/boot/background/wakefulness.ts';
import { followPush } from '#site/boot/push.ts';
import { pushState } from '#site/features/notifications/model/push-state.ts';
import { erasePush } from '#site/lib/push-manager.ts';
import { setPreferences } from '#site/lib/use-preferences.ts';

const key = `B${'A'.repeat(86)}`;
const bytesOf = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  ).buffer;

let serverKey: string | null = key;
let isServerUp = true;
let subscription: { key: string; endpoint: string } | null = null;
let made = 0;
let calls: string[] = [];
let bodies: unknown[] = [];
let stop: () => void = () => undefined;
const status = createStore<{ socket: SocketStatus }>(() => ({ socket: 'connecting' }));

const subscriptionNow = () =>
  subscription && {
    options: { applicationServerKey: bytesOf(subscription.key) },
    toJSON: () => ({ endpoint: subscription?.endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: async () => {
      subscription = null;
      return true;
    },
  };
const call = (async (route: string, input?: { body: unknown }) => {
  if (!isServerUp) throw new ApiError(0, 'network');
  calls.push(route);
  if (input) bodies.push(input.body);
  return { key: serverKey };
}) as unknown as Call;

beforeEach(() => {
  serverKey = key;
  isServerUp = true;
  subscription = null;
  made = 0;
  calls = [];
  bodies = [];
  status.setState({ socket: 'connecting' });
  const pushManager = {
    getSubscription: async () => subscriptionNow(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
      subscription = { key: applicationServerKey, endpoint: `https://push.example/${++made}` };
      return subscriptionNow();
    },
  };
  const registration = { active: {}, pushManager, getNotifications: async () => [] };
  const workers = Object.assign(new EventTarget(), { getRegistration: async () => registration });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: workers });
  vi.stubGlobal('PushManager', class {});
  vi.stubGlobal('Notification', { permission: 'granted' });
  setPreferences({ notifies: true, sounds: false });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const start = (): void => {
  stop = followPush(call, { status });
};
const stateIs = (push: string) => vi.waitFor(() => expect(pushState.getState().push).toBe(push));

it('a device that is on is sent at every start, with the same subscription', async () => {
  start();
  await stateIs('on');
  stop();
  start();
  await stateIs('on');
  expect(made).toBe(1);
  expect(calls.filter((route) => route.startsWith('PUT'))).toHaveLength(2);
});

it('it is sent once at a start, though the connection opens meanwhile', async () => {
  start();
  status.setState({ socket: 'open' });
  await stateIs('on');
  await erasePush();
  expect(calls.filter((route) => route.startsWith('PUT'))).toHaveLength(1);
});

it('another key of the server makes a new subscription', async () => {
  subscription = { key: `B${'B'.repeat(86)}`, endpoint: 'https://push.example/old' };
  start();
  await stateIs('on');
  expect(bodies).toMatchObject([{ endpoint: 'https://push.example/1' }]);
});

it('without a key of the server nothing is subscribed', async () => {
  serverKey = null;
  start();
  await stateIs('not-set-up');
  expect([made, subscription]).toEqual([0, null]);
});

it('a server that does not answer is asked again when the connection is back', async () => {
  isServerUp = false;
  start();
  isServerUp = true;
  await vi.waitFor(() => {
    status.setState({ socket: 'waiting' });
    status.setState({ socket: 'open' });
    expect(pushState.getState().push).toBe('on');
  });
});

it('a device that is turned off is removed from the server and the push service', async () => {
  start();
  await stateIs('on');
  setPreferences({ notifies: false });
  await stateIs('off');
  expect(calls.at(-1)).toBe('DELETE /api/push/subscription');
  expect(subscription).toBeNull();
});

it('a sign-out while the browser subscribes leaves no subscription', async () => {
  start();
  stop();
  await erasePush();
  expect(subscription).toBeNull();
  expect(calls).not.toContain('PUT /api/push/subscription');
});

it('the connection sleeps in the background where pushes come, and stays where they do not', async () => {
  start();
  expect(wakefulness.isWanted()).toBe(true);
  await stateIs('on');
  expect(wakefulness.isWanted()).toBe(false);
  serverKey = null;
  setPreferences({ preview: 'name' });
  await stateIs('not-set-up');
  expect(wakefulness.isWanted()).toBe(true);
});
