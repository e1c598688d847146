import type { Platform } from '../client.ts';
import type { ApiPlatform } from '../http/api.ts';
import { createBrowserLocks } from '../http/session.ts';
import { openOutboxStorage } from '../outbox/indexeddb-storage.ts';
import type { SocketLike } from '../socket/socket.ts';
import type { Realtime } from '../sync/realtime.ts';
import type { ChannelLike, TabBus } from '../tabs/bus.ts';
import { createTabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import { realTimers } from './timers.ts';
import { newUuid } from './uuid.ts';
import { openSocketAt } from './web-socket.ts';

/** The WebSocket of this origin. */
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

/** Null where the browser has no channels, or denies them with its site data. */
const tryChannel = (name: string): ChannelLike | null => {
  try {
    return openChannel(name);
  } catch {
    return null;
  }
};

/** The pages of this user; the number changes with the messages, so that an old page receives no new one. */
const openBrowserBus = (userId: string): TabBus => createTabBus(tryChannel(`parley-1:${userId}`));

/** Null where the browser has no Web Locks: on plain HTTP other than localhost. */
const browserLocks = (): LeaderLocks | null => {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return null;
  return { request: (name, options, run) => locks.request(name, options, run) };
};

/** A page of the server's own origin. */
export const browserPlatform = (): Platform & ApiPlatform => ({
  fetch: (...args) => globalThis.fetch(...args),
  locks: createBrowserLocks(navigator.locks),
  leaderLocks: browserLocks(),
  timers: realTimers,
  random: Math.random,
  now: Date.now,
  newId: newUuid,
  openSocket: openBrowserSocket,
  openBus: openBrowserBus,
  openStorage: (userId) => openOutboxStorage(userId),
});

/** Whether events are wanted while nobody looks, too. */
interface Wakefulness {
  isWanted(): boolean;
  subscribe(onChange: () => void): () => void;
}

/** Passes on what the browser knows about attention and network. Returns how to stop that. */
export const followBrowser = (realtime: Realtime, wakefulness: Wakefulness): (() => void) => {
  const update = (): void => {
    const isVisible = document.visibilityState === 'visible';
    realtime.setVisible(isVisible || wakefulness.isWanted());
  };
  const listening = new AbortController();
  const { signal } = listening;
  update();
  document.addEventListener('visibilitychange', update, { signal });
  for (const type of ['focus', 'online', 'offline'] as const) {
    globalThis.addEventListener(type, realtime.wake, { signal });
  }
  const unsubscribe = wakefulness.subscribe(update);
  return () => {
    listening.abort();
    unsubscribe();
  };
};
