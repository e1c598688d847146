import { type DueNotification, dueNotifications } from '#backend';
import type { BackendEnv } from '../config.ts';
import { loadTrigger } from '../gateway/functions.ts';
import { logFailure } from '../log-failure.ts';

/** Pause after a failure of our own, such as a locked data file. */
const pauseMs = 5_000;
/** A notification that another process has postponed is found after this time at the latest. */
const longestMs = 60_000;

/** A record as SQS delivers it to the same function on AWS. */
const recordOf = (notification: DueNotification, index: number) => ({
  messageId: String(index),
  body: JSON.stringify(notification),
});

/**
 * Notifies the receivers of new messages: at once, again later if a push service failed, and after a restart.
 */
export const startNotifications = async (env: BackendEnv) => {
  const due = dueNotifications(env);
  const invoke = await loadTrigger('notify-message');
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isStopped = false;

  const pass = async (): Promise<void> => {
    const listed = due.list();
    if (listed.length === 0) return;
    const result = (await invoke({ Records: listed.map(recordOf) })) as {
      batchItemFailures: readonly { itemIdentifier: string }[];
    };
    const failed = new Set(result.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const hasFailed = (_: DueNotification, index: number): boolean => failed.has(String(index));
    await due.remove(listed.filter((one, index) => !hasFailed(one, index)));
    for (const one of listed.filter(hasFailed)) await due.postpone(one, pauseMs);
  };

  const wakeIn = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(wake, milliseconds);
    timer.unref();
  };
  function wake(): void {
    if (running || isStopped) return;
    let afterMs = 0;
    running = pass()
      .catch((error: unknown) => {
        logFailure('notifications', error);
        afterMs = pauseMs;
      })
      .finally(() => {
        running = null;
        const untilNext = due.untilNext();
        if (!isStopped) wakeIn(Math.max(afterMs, Math.min(untilNext ?? longestMs, longestMs)));
      });
  }
  // `onNew` runs before the message is committed, which happens when the current code has ended.
  due.onNew(() => setImmediate(wake));
  wake();
  return {
    /** Waits for a running pass. */
    stop: async (): Promise<void> => {
      isStopped = true;
      clearTimeout(timer);
      due.onNew(null);
      await running;
    },
  };
};
