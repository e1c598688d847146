/** Null without a worker, as in development and on plain HTTP other than localhost. */
export const workerRegistration = async (): Promise<ServiceWorkerRegistration | null> => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const registration = await workers?.getRegistration();
  return registration?.active ? registration : null;
};

/** Does this browser support Web Push? On an iPhone, only pages on the home screen do. */
export const hasPush = (): boolean =>
  'Notification' in globalThis && 'PushManager' in globalThis && 'serviceWorker' in navigator;

let last: Promise<unknown> = Promise.resolve();

/** Runs changes of the push subscription one at a time. */
export const changeSubscription = <T>(change: () => Promise<T>): Promise<T> => {
  const mine = last.then(change);
  last = mine.catch(() => undefined);
  return mine;
};

export const currentSubscription = async (): Promise<PushSubscription | null> =>
  (await (await workerRegistration())?.pushManager?.getSubscription()) ?? null;

/**
 * After a sign-out, the server has ended the subscription. Closes all notifications, so that nothing of the
 * user stays visible.
 */
export const erasePush = async (): Promise<void> => {
  await changeSubscription(async () => void (await (await currentSubscription())?.unsubscribe()));
  const shown = (await (await workerRegistration())?.getNotifications()) ?? [];
  for (const notification of shown) notification.close();
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge();
};
