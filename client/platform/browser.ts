import type { SocketLike } from '../socket/socket.ts';
import type { Realtime } from '../sync/realtime.ts';
import type { ChannelLike, TabBus } from '../tabs/bus.ts';
import { createTabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';

/** The WebSocket of this origin. */
export const openBrowserSocket = (ticket: string): SocketLike => {
  const url = new URL('/ws', globalThis.location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  url.searchParams.set('ticket', ticket);
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const like: SocketLike = {
    onopen: null,
    onmessage: null,
    onclose: null,
    send: (frame) => socket.send(frame),
    close: () => socket.close(),
  };
  socket.onopen = () => like.onopen?.();
  socket.onmessage = ({ data }) => like.onmessage?.({ data });
  socket.onclose = ({ code }) => like.onclose?.({ code });
  return like;
};

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

/** The pages of this user; the number changes with the messages, so that an old page hears no new one. */
export const openBrowserBus = (userId: string): TabBus =>
  createTabBus(tryChannel(`parley-1:${userId}`));

/** Null where the browser has no Web Locks: on plain HTTP other than localhost. */
export const browserLocks = (): LeaderLocks | null => {
  const locks: LockManager | undefined = navigator.locks;
  if (!locks) return null;
  return { request: (name, options, run) => locks.request(name, options, run) };
};

/** Whether news are wanted while nobody looks, too. */
interface Wakefulness {
  isWanted(): boolean;
  subscribe(onChange: () => void): () => void;
}

/** Tells what the browser knows about attention and network. Returns how to stop that. */
export const followBrowser = (realtime: Realtime, wakefulness: Wakefulness): (() => void) => {
  const tell = (): void => {
    const isVisible = document.visibilityState === 'visible';
    realtime.setVisible(isVisible || wakefulness.isWanted());
  };
  const listening = new AbortController();
  const { signal } = listening;
  tell();
  document.addEventListener('visibilitychange', tell, { signal });
  for (const type of ['focus', 'online', 'offline'] as const) {
    globalThis.addEventListener(type, realtime.wake, { signal });
  }
  const unsubscribe = wakefulness.subscribe(tell);
  return () => {
    listening.abort();
    unsubscribe();
  };
};
