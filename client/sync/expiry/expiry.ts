import type { Timers } from '../../platform/timers.ts';
import { namedTimers } from '../../platform/timers.ts';
import type { Cache } from '../cache.ts';
import { expiryOf, indexAt, messageAt, nextOf } from './expired.ts';

/** Changes come in bursts: they are examined together. */
const AFTER_CHANGE_MS = 1_000;
/** Timers stand still while a device sleeps, and its clock may be set meanwhile. */
const MAX_WAIT_MS = 60_000;

interface ExpiryDeps {
  readonly cache: Cache;
  readonly timers: Timers;
  /** The server's time, as far as the device knows it. */
  readonly serverNow: () => number;
  /** A message of the conversation has expired: only the server can count the others. */
  readonly onExpired: (conversationId: string) => void;
}

/** Removes messages from the cache when they expire, also without a connection. */
export const createExpiry = ({ cache, timers, serverNow, onExpired }: ExpiryDeps) => {
  const timer = namedTimers<'pass'>(timers);
  /** By conversation: the `next_expiry` with which it was last read again. */
  const readAt = new Map<string, string>();
  let planned = Number.POSITIVE_INFINITY;
  let unsubscribe: () => void = () => undefined;

  const planFor = (at: number): void => {
    if (at >= planned) return;
    planned = at;
    const wait = Math.min(MAX_WAIT_MS, Math.max(0, at - serverNow()));
    timer.set('pass', pass, wait);
  };

  /** Removes what has expired from all messages; returns when the next one does. */
  const passMessages = (now: number): number => {
    let next = Number.POSITIVE_INFINITY;
    cache.mapMessages((message) => {
      const current = messageAt(message, now);
      next = Math.min(next, expiryOf(current));
      return current;
    });
    return next;
  };

  const passConversations = (now: number): number => {
    const index = cache.conversations() ?? {};
    if (indexAt(index, now) !== index) cache.setConversations((known) => indexAt(known, now));
    let next = Number.POSITIVE_INFINITY;
    for (const conversation of Object.values(cache.conversations() ?? {})) {
      const { id, next_expiry } = conversation;
      const at = nextOf(conversation);
      if (at > now) {
        next = Math.min(next, at);
      } else if (next_expiry !== undefined && readAt.get(id) !== next_expiry) {
        readAt.set(id, next_expiry);
        onExpired(id);
      }
    }
    return next;
  };

  const pass = (): void => {
    planned = Number.POSITIVE_INFINITY;
    const now = serverNow();
    const nextRow = cache.evictExpired?.(now) ?? Number.POSITIVE_INFINITY;
    planFor(Math.min(passMessages(now), passConversations(now), nextRow));
  };

  return {
    /** Removes what has expired now: the device may have slept. */
    pass: (): void => {
      if (planned < Number.POSITIVE_INFINITY) pass();
    },
    start: (): void => {
      unsubscribe = cache.onChange(() => planFor(serverNow() + AFTER_CHANGE_MS));
      pass();
    },
    stop: (): void => {
      unsubscribe();
      timer.clearAll();
    },
  };
};
