import type { DueNotification, DueTable } from './sqlite/due-notifications.ts';

/** Pause after a failure of our own, such as a locked data file. */
const pauseMs = 5_000;
/** A notification that another process has postponed is found after this time at the latest. */
const longestMs = 60_000;
/** Notifications at once. One that a push service does not answer holds its place for some seconds. */
const maxRunning = 64;
/** Of a conversation, to the same receiver: the messages of a burst are announced by the latest of each second. */
const spacingMs = 1_000;

export interface LoopDeps {
  readonly due: DueTable;
  /** Resolves to whether it was handled: sent, of no more use, or postponed. */
  readonly announce: (notification: DueNotification) => Promise<boolean>;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds, never set back. */
  readonly now: () => number;
  /** Runs later; a second call replaces the first. */
  readonly wakeIn: (run: () => void, milliseconds: number) => void;
  /** Runs when the running code has ended, and with it the write of a new message. */
  readonly soon: (run: () => void) => void;
}

const keyOf = ({ userId, conversationId }: DueNotification): string =>
  `${userId} ${conversationId}`;

/**
 * Sends what is due: at once, and again later if a push service failed. Each notification runs by itself, so
 * that none waits for another's push service; those of one conversation run one after the other, so that the
 * latest comes last.
 */
export const startLoop = ({ due, announce, onFailure, now, wakeIn, soon }: LoopDeps) => {
  const running = new Map<string, Promise<void>>();
  /** Conversations that have just been announced, and until when they wait. */
  const spaced = new Map<string, number>();
  let isWoken = false;
  let isStopped = false;

  /** Returns how long the conversation waits then. */
  const handle = async (notification: DueNotification): Promise<number> => {
    try {
      if (await announce(notification)) await due.remove(notification);
      else await due.postpone(notification, pauseMs);
      return spacingMs;
    } catch (error) {
      onFailure(error);
      // What was sent may be sent again, as it could not be removed.
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

  /** Starts what is due and may run; returns the milliseconds until more may. */
  const pass = (): number => {
    const at = now();
    for (const [key, until] of spaced) if (until <= at) spaced.delete(key);
    const free = maxRunning - running.size;
    // One that ends makes the next pass.
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
    /** Starts nothing more, and waits for what is running. */
    stop: async (): Promise<void> => {
      isStopped = true;
      due.onNew(null);
      await Promise.all(running.values());
    },
  };
};
