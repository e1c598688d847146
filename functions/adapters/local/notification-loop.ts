import { limits } from '#contracts/limits.ts';
import type { DueNotification, DueTable } from './sqlite/due-notifications.ts';

/** Pause after an error of this process, such as a locked data file. */
const pauseMs = 5_000;
/** After this time at the latest, the loop finds notifications that another process has postponed. */
const longestMs = 60_000;
/**
 * Notifications that are sent concurrently. One that a push service does not answer takes a place for some
 * seconds.
 */
const maxRunning = 64;
/**
 * Minimum time between notifications of a conversation to the same receiver: of a burst of messages, the
 * latest of each second is announced.
 */
const spacingMs = 1_000;

export interface LoopDeps {
  readonly due: DueTable;
  /** Resolves to whether the notification is done: sent, no longer needed, or postponed. */
  readonly announce: (notification: DueNotification) => Promise<boolean>;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds, never set back. */
  readonly now: () => number;
  /** Runs later; a second call replaces the first. */
  readonly wakeIn: (run: () => void, milliseconds: number) => void;
  /** Runs when the current synchronous code has ended, and with it the transaction of a new message. */
  readonly soon: (run: () => void) => void;
}

const keyOf = ({ userId, conversationId }: DueNotification): string =>
  `${userId} ${conversationId}`;

/**
 * Sends notifications when they are due, and again later if a push service failed. Notifications of different
 * conversations run concurrently, so that a slow push service delays no other. Notifications of one
 * conversation run in sequence, so that the latest is sent last.
 */
export const startLoop = ({ due, announce, onFailure, now, wakeIn, soon }: LoopDeps) => {
  const running = new Map<string, Promise<void>>();
  /** Conversations that were announced a moment ago, and the end of their pause. */
  const spaced = new Map<string, number>();
  let isWoken = false;
  let isStopped = false;

  /**
   * Plans another attempt after an error of the function itself, as a queue does on AWS: after 5, 10, 20, … seconds,
   * and no more after the last attempt.
   */
  const repeat = (notification: DueNotification): Promise<void> => {
    const { attempt } = notification;
    if (attempt >= limits.webPush.attempts) return due.remove(notification);
    const waitMs = Math.min(
      pauseMs * 2 ** (attempt - 1),
      limits.webPush.longestWaitSeconds * 1_000,
    );
    return due.postpone({ ...notification, attempt: attempt + 1 }, waitMs);
  };

  /** Returns how long the conversation must pause. */
  const handle = async (notification: DueNotification): Promise<number> => {
    try {
      if (await announce(notification)) await due.remove(notification);
      else await repeat(notification);
      return spacingMs;
    } catch (error) {
      onFailure(error);
      // It may have been sent and not removed: a later attempt sends it again.
      return longestMs;
    }
  };

  const start = (notification: DueNotification): void => {
    const key = keyOf(notification);
    const ended = handle(notification).then((waitMs) => {
      running.delete(key);
      spaced.set(key, now() + waitMs);
      wakeSoon();
    });
    running.set(key, ended);
  };

  /** Starts notifications that are due; returns the milliseconds until the next pass. */
  const pass = (): number => {
    const at = now();
    for (const [key, until] of spaced) if (until <= at) spaced.delete(key);
    const free = maxRunning - running.size;
    // The end of a running notification starts the next pass.
    if (free === 0) return longestMs;
    const { listed, untilNext } = due.look(free + running.size + spaced.size);
    listed
      .filter((one) => !running.has(keyOf(one)) && !spaced.has(keyOf(one)))
      .slice(0, free)
      .forEach(start);
    const spacedFor = [...spaced.values()].map((until) => until - at);
    return Math.min(...spacedFor, untilNext ?? longestMs, longestMs);
  };

  function wake(): void {
    isWoken = false;
    if (isStopped) return;
    let waitMs = pauseMs;
    try {
      waitMs = pass();
    } catch (error) {
      onFailure(error);
    }
    wakeIn(wake, waitMs);
  }
  function wakeSoon(): void {
    if (isWoken) return;
    isWoken = true;
    soon(wake);
  }
  due.onNew(wakeSoon);
  wakeSoon();
  return {
    /** Starts no further notification, and waits for the running ones. */
    stop: async (): Promise<void> => {
      isStopped = true;
      due.onNew(null);
      await Promise.all(running.values());
    },
  };
};
