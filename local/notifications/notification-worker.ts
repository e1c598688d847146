import { type DueNotification, dueNotifications } from '#backend';
import type { BackendEnv } from '../config.ts';
import { loadTrigger } from '../gateway/functions.ts';
import { logFailure } from '../log-failure.ts';

/** After a failure of our own, such as a locked data file. */
const pauseMs = 5_000;
/** An announcement that was postponed by another process is found after this time at the latest. */
const longestMs = 60_000;

/** Like a record of SQS, which delivers announcements to the same function on AWS. */
const recordOf = (notification: DueNotification, index: number) => ({
  messageId: String(index),
  body: JSON.stringify(notification),
});

/**
 * Announces new messages to the devices of their receivers: at once, again later where a push service failed,
 * and after a restart.
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
  // The write of the message is committed when the running code has ended.
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
