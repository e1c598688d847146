import { type DueNotification, dueNotifications, startNotificationLoop } from '#backend';
import type { BackendEnv } from '../config.ts';
import { loadTrigger } from '../gateway/functions.ts';
import { logFailure } from '../log-failure.ts';

/** A record as SQS delivers it to the same function on AWS. */
const recordOf = (notification: DueNotification) => ({
  messageId: 'one',
  body: JSON.stringify(notification),
});

/**
 * Notifies the receivers of new messages, in this process and after a restart, by the function that does so
 * on AWS.
 */
export const startNotifications = async (env: BackendEnv) => {
  const invoke = await loadTrigger('notify-message');
  let timer: NodeJS.Timeout | undefined;
  const loop = startNotificationLoop({
    due: dueNotifications(env),
    announce: async (notification) => {
      const { batchItemFailures } = (await invoke({ Records: [recordOf(notification)] })) as {
        batchItemFailures: readonly unknown[];
      };
      return batchItemFailures.length === 0;
    },
    onFailure: (error) => logFailure('notifications', error),
    now: () => performance.now(),
    wakeIn: (run, milliseconds) => {
      clearTimeout(timer);
      timer = setTimeout(run, milliseconds);
      timer.unref();
    },
    soon: setImmediate,
  });
  return {
    stop: async (): Promise<void> => {
      clearTimeout(timer);
      await loop.stop();
    },
  };
};
