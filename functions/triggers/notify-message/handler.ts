import { notificationQueue } from '#backend';
import { readEnv, triggerEnv } from '../../runtime/env.ts';
import { logger } from '../../runtime/logger.ts';
import { notificationHandler } from '../../runtime/notifications.ts';
import { wireNotifyMessage } from '../../wiring/notifications.ts';

const env = readEnv(triggerEnv['notify-message']);
const notify = wireNotifyMessage(env, ({ service, status }) =>
  // The logger reserves the key `service`.
  logger.warn('push refused', {
    trigger: 'notify-message',
    push_service: service,
    status: status ?? 'no answer',
  }),
);

/** Runs when a message is stored, and again for devices whose push service failed. */
export const handler = notificationHandler('notify-message', notify, notificationQueue(env));
