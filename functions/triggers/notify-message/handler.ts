import { notificationQueue } from '#backend';
import { readEnv, triggerEnv } from '../../runtime/env.ts';
import { logger } from '../../runtime/logger.ts';
import { notificationHandler } from '../../runtime/notifications.ts';
import { wireNotifyMessage } from '../../wiring/notifications.ts';

const env = readEnv(triggerEnv['notify-message']);
const notify = wireNotifyMessage(env, (refusal) =>
  logger.warn('push refused', { trigger: 'notify-message', ...refusal }),
);

/** Runs when a message is stored, and again for devices whose push service failed. */
export const handler = notificationHandler('notify-message', notify, notificationQueue(env));
