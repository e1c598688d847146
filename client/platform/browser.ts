import type { Platform } from '../client.ts';
import type { ApiPlatform } from '../http/api.ts';
import { serverNow } from '../http/clock.ts';
import { createBrowserLocks } from '../http/session.ts';
import { openOutboxStorage } from '../outbox/indexeddb-storage.ts';
import type { SocketLike } from '../socket/socket.ts';
import { openLocalChanges } from '../sync/pending/local-changes.ts';
import type { Realtime } from '../sync/realtime.ts';
import type { ChannelLike, TabBus } from '../tabs/bus.ts';
import { createTabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import { realTimers } from './timers.ts';
import { newUuid } from './uuid.ts';
import { openSocketAt } from './web-socket.ts';

/** Opens a WebSocket to this origin. */
const openBrowserSocket = (ticket: string): SocketLike =>
  openSocketAt(globalThis.location.origin, ticket);

const openChannel = (name: string): ChannelLike => {
  const channel = new BroadcastChannel(name);
  const like: ChannelLike = {
    onmessage: null,
    postMessage: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
  channel.onmessage = ({ data }) => like.onmessage?.({ data });
  return like;
};

/** Null if the browser has no channels, or blocks them together with site data. */
const tryChannel = (name: string): ChannelLike | null => {
  try {
    return openChannel(name);
  } catch {
    return null;
  }
};

/**
 * The bus of this user's tabs. Raise the number when the messages change, so that old tabs do not
 * receive new ones.
 */
const openBrowserBus = (userId: string): TabBus => createTabBus(tryChannel(`parley-1:${userId}`));

/** Null if the browser has no Web Locks: on plain HTTP other than localhost. */
const browserLocks = (): LeaderLocks | null => {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return null;
  return { request: (name, options, run) => locks.request(name, options, run) };
};

/** The platform of a page of the server's own origin. */
export const browserPlatform = (): Platform & ApiPlatform => ({
  fetch: (...args) => globalThis.fetch(...args),
  locks: createBrowserLocks(navigator.locks),
  leaderLocks: browserLocks(),
  timers: realTimers,
  random: Math.random,
  now: Date.now,
  serverNow,
  newId: newUuid,
  openSocket: openBrowserSocket,
  openBus: openBrowserBus,
  openStorage: (userId) => openOutboxStorage(userId),
  openChanges: openLocalChanges,
});

/** Whether this page needs events while no tab is visible. */
interface Wakefulness {
  isWanted(): boolean;
  subscribe(onChange: () => void): () => void;
}

/** A page that loses the focus for less than this (milliseconds) counts as active. */
const GLANCE_MS = 1_000;
const isVisibleNow = (): boolean => document.visibilityState === 'visible';

/**
 * Reports whether this page is visible and focused. A hidden page is reported at once, since a phone may stop
 * its timers.
 */
const followLook = (realtime: Realtime, signal: AbortSignal): void => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = (): void => {
    clearTimeout(timer);
    realtime.setLooking(isVisibleNow() && document.hasFocus());
  };
  const updateLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(update, GLANCE_MS);
  };
  update();
  document.addEventListener('visibilitychange', update, { signal });
  globalThis.addEventListener('focus', update, { signal });
  globalThis.addEventListener('blur', updateLater, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));
};

/**
 * Passes the browser's visibility and network events to realtime. Returns an unsubscribe function.
 */
export const followBrowser = (realtime: Realtime, wakefulness: Wakefulness): (() => void) => {
  const isAwake = (): boolean => isVisibleNow() || wakefulness.isWanted();
  let wasAwake = false;
  const update = (): void => {
    wasAwake = isAwake();
    realtime.setVisible(wasAwake);
  };
  /** A visible page that is reported again pings, and reads its list. */
  const updateIfChanged = (): void => {
    if (isAwake() !== wasAwake) update();
  };
  const listening = new AbortController();
  const { signal } = listening;
  update();
  followLook(realtime, signal);
  document.addEventListener('visibilitychange', update, { signal });
  for (const type of ['focus', 'online', 'offline'] as const) {
    globalThis.addEventListener(type, realtime.wake, { signal });
  }
  const unsubscribe = wakefulness.subscribe(updateIfChanged);
  return () => {
    listening.abort();
    unsubscribe();
  };
};
