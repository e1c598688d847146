import type { Call } from '#client';
import { ApiError } from '#client';
import type { Preferences } from '#site/lib/preferences.ts';
import {
  changeSubscription,
  currentSubscription,
  hasPush,
  workerRegistration,
} from '#site/lib/push-manager.ts';
import { strings } from '#site/strings/strings.ts';
import type { PushState } from './push-state.ts';
import { pushState } from './push-state.ts';

/** On a first visit, the worker needs some seconds to start. */
const WORKER_TIMEOUT_MS = 30_000;

export interface PushDeviceDeps {
  readonly call: Call;
  readonly preferences: () => Preferences;
  /** The user has signed out meanwhile. */
  readonly isStopped: () => boolean;
}

const toBase64Url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const activeWorker = async (): Promise<ServiceWorkerRegistration> => {
  const registration = await workerRegistration();
  if (registration) return registration;
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('no worker')), WORKER_TIMEOUT_MS),
    ),
  ]);
};

/** The subscription with the server's current key: one with an earlier key gets no notifications. */
const subscribe = async (key: string): Promise<PushSubscription> => {
  const { pushManager } = await activeWorker();
  const current = await pushManager.getSubscription();
  const currentKey = current?.options.applicationServerKey;
  if (current && currentKey && toBase64Url(currentKey) === key) return current;
  await current?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
};

/** The data of this device that the server stores. */
const requestOf = (
  subscription: PushSubscription,
  { preview, pushSounds, quietHours }: Preferences,
) => {
  const { endpoint = '', keys } = subscription.toJSON();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    endpoint,
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    origin: globalThis.location.origin,
    preview,
    language: strings.locale,
    sound: pushSounds,
    quiet_hours: quietHours && { ...quietHours, time_zone: timeZone },
  };
};

const turnOff = async ({ call }: PushDeviceDeps): Promise<void> => {
  const subscription = await currentSubscription();
  if (!subscription) return;
  // If the server cannot be reached, it finds out from the push service that the subscription has ended.
  await call('DELETE /api/push/subscription').catch(() => undefined);
  await subscription.unsubscribe();
};

const turnOn = async (deps: PushDeviceDeps): Promise<PushState> => {
  const { key } = await deps.call('GET /api/push/key');
  if (key === null) return 'not-set-up';
  const subscription = await subscribe(key);
  if (deps.isStopped()) {
    await subscription.unsubscribe();
    return 'unknown';
  }
  const body = requestOf(subscription, deps.preferences());
  await deps.call('PUT /api/push/subscription', { body });
  return 'on';
};

const sync = async (deps: PushDeviceDeps): Promise<PushState> => {
  if (!hasPush()) return 'unsupported';
  const { permission } = Notification;
  if (deps.preferences().notifies && permission === 'granted') return turnOn(deps);
  await turnOff(deps);
  return permission === 'denied' ? 'blocked' : 'off';
};

/** A request without an answer does not change the state. */
const afterFailure = (error: unknown): PushState => {
  const isUnknown = error instanceof ApiError && !error.isRefusal;
  return isUnknown ? pushState.getState().push : 'failed';
};

/**
 * Subscribes or unsubscribes this device according to its preferences, and sends the subscription to the
 * server. May be repeated, also by several tabs: the server stores only changes.
 */
export const syncPush = (deps: PushDeviceDeps): Promise<void> =>
  changeSubscription(async () => {
    if (deps.isStopped()) return;
    const push = await sync(deps).catch(afterFailure);
    if (!deps.isStopped()) pushState.setState({ push });
  });
