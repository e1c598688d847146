import { requestOpen } from '../../../lib/open-requests.ts';
import type { Notice } from './notifier.ts';

const tagOf = (conversationId: string): string => `conversation-${conversationId}`;

const worker = async (): Promise<ServiceWorkerRegistration | undefined> => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const registration = await workers?.getRegistration();
  return registration?.active ? registration : undefined;
};

/** Notices shown without a worker, by tag: a page that is gone cannot answer a click on them. */
const own = new Map<string, Notification>();

/** Through the worker where there is one: on phones there is no other way. */
export const showNotice = async ({ title, body, conversationId }: Notice): Promise<void> => {
  if (!('Notification' in globalThis) || Notification.permission !== 'granted') return;
  const path = `/c/${conversationId}`;
  const tag = tagOf(conversationId);
  // Sounds are the notifier's, and off unless asked for.
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
