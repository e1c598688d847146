import { serverNow } from '#client';
import { requestOpen } from '#site/lib/open-requests.ts';
import { workerRegistration } from '#site/lib/push-manager.ts';
import type { ShownData } from '#site/lib/worker-messages.ts';
import { hasExpired } from '#site/lib/worker-messages.ts';
import type { Notice } from './notifier.ts';

/** Notifications shown without a worker, by tag. A closed page cannot react to a click on them. */
const own = new Map<string, Notification>();

/** Has the worker shown this message or a later one, by Web Push? */
const isShown = (shown: readonly Notification[], seq: number): boolean =>
  shown.some(({ data }) => ((data as ShownData | null)?.seq ?? 0) >= seq);

/**
 * Shown by the worker if there is one, since phones support nothing else. The tag is the conversation, as for
 * Web Push.
 */
export const showNotice = async ({
  title,
  body,
  icon,
  conversationId,
  seq,
  expiresAt,
}: Notice): Promise<void> => {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const tag = conversationId;
  const data: ShownData = {
    path: `/c/${conversationId}`,
    seq,
    ...(expiresAt !== undefined && { expiresAt }),
  };
  // Silent: the notifier plays its own sound if the user wants one.
  const options = { body, tag, icon: icon ?? '/icons/icon-192.png', silent: true, data };
  const registration = await workerRegistration();
  if (registration) {
    if (isShown(await registration.getNotifications({ tag }), seq)) return;
    await registration.showNotification(title, options);
    return;
  }
  const notification = new Notification(title, options);
  own.set(tag, notification);
  notification.onclick = () => {
    globalThis.focus();
    notification.close();
    requestOpen(data.path);
  };
};

/** Closes the notifications of conversations for which `isRead` returns true, and those of messages that have expired. */
export const closeNotices = async (isRead: (conversationId: string) => boolean): Promise<void> => {
  const shown = (await (await workerRegistration())?.getNotifications()) ?? [];
  for (const notification of [...shown, ...own.values()]) {
    const isGone = hasExpired(notification.data as ShownData | null, serverNow());
    if (!isGone && !isRead(notification.tag)) continue;
    notification.close();
    own.delete(notification.tag);
  }
};
