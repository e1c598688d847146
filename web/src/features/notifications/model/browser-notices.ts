import { requestOpen } from '#site/lib/open-requests.ts';
import type { Notice } from './notifier.ts';

const tagOf = (conversationId: string): string => `conversation-${conversationId}`;

const worker = async (): Promise<ServiceWorkerRegistration | undefined> => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const registration = await workers?.getRegistration();
  return registration?.active ? registration : undefined;
};

/** Notifications shown without a worker, by tag. A closed page cannot react to a click on them. */
const own = new Map<string, Notification>();

/** Through the worker if there is one: phones allow no other way. */
export const showNotice = async ({ title, body, conversationId }: Notice): Promise<void> => {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const path = `/c/${conversationId}`;
  const tag = tagOf(conversationId);
  // Silent: the notifier plays its own sound if the user wants one.
  const options = { body, tag, icon: '/icons/icon-192.png', silent: true, data: { path } };
  const registration = await worker();
  if (registration) {
    await registration.showNotification(title, options);
    return;
  }
  const notification = new Notification(title, options);
  own.set(tag, notification);
  notification.onclick = () => {
    globalThis.focus();
    notification.close();
    requestOpen(path);
  };
};

export const closeNotice = async (conversationId: string): Promise<void> => {
  const tag = tagOf(conversationId);
  own.get(tag)?.close();
  own.delete(tag);
  const shown = (await (await worker())?.getNotifications({ tag })) ?? [];
  for (const notification of shown) notification.close();
};
