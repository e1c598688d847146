import type {
  NotificationQueue,
  WebPushSender,
  WebPushSubscriptionStore,
} from '#core/ports/web-push.ts';
import { clock } from '../system.ts';
import { originsOf, webPushSender as senderOf } from '../web-push/sender.ts';
import { openDatabase, type TableEnv } from './open-database.ts';
import { type DueTable, dueTable, postpone } from './sqlite/due-notifications.ts';
import { sqliteWebPushSubscriptionStore } from './sqlite/web-push-subscription-store.ts';
import { localVapidKeys } from './vapid-keys.ts';

/** The operator's contact for push services, and further push services that the operator trusts. */
interface WebPushEnv extends TableEnv {
  readonly WEB_PUSH_CONTACT: string;
  readonly WEB_PUSH_SERVICES: string;
}

export const webPushSubscriptionStore = (env: TableEnv): WebPushSubscriptionStore =>
  sqliteWebPushSubscriptionStore(openDatabase(env), clock);

export const webPushSender = (env: WebPushEnv): WebPushSender =>
  senderOf({
    contact: env.WEB_PUSH_CONTACT === 'none' ? null : env.WEB_PUSH_CONTACT,
    origins: originsOf(env.WEB_PUSH_SERVICES),
    loadKeys: () => localVapidKeys(openDatabase(env)),
    clock,
  });

export { startLoop as startNotificationLoop } from './notification-loop.ts';
export type { DueNotification } from './sqlite/due-notifications.ts';

/** Postponed notifications are in the same table as new ones. */
export const notificationQueue = (env: TableEnv): NotificationQueue => ({
  put: (notification, afterSeconds) =>
    postpone(openDatabase(env), notification, clock.now() + afterSeconds * 1_000),
});

/** The notifications that are due; for the server. */
export const dueNotifications = (env: TableEnv): DueTable => dueTable(openDatabase(env), clock);
