import { createStore } from 'zustand/vanilla';

/** `isReady`: a newer version of the site waits to be loaded. */
export const updates = createStore<{ isReady: boolean }>(() => ({ isReady: false }));
const tellReady = (): void => updates.setState({ isReady: true });

const CHECK_EVERY_MS = 60 * 60_000;
let waiting: ServiceWorker | null = null;
let isAskedFor = false;
let isReloading = false;

const reload = (): void => {
  if (isReloading) return;
  isReloading = true;
  globalThis.location.reload();
};

/** Loads the newer version: here at once, in other tabs when nobody looks at them. */
export const update = (): void => {
  isAskedFor = true;
  if (waiting?.state === 'installed') waiting.postMessage('take-over');
  else reload();
};

/** The files of this version are no longer kept: the page should go over to the new one soon. */
const onReplaced = (): void => {
  if (isAskedFor || document.visibilityState === 'hidden') {
    reload();
    return;
  }
  tellReady();
  document.addEventListener('visibilitychange', reload, { once: true });
};

const follow = (registration: ServiceWorkerRegistration): void => {
  const watch = (worker: ServiceWorker | null): void => {
    const look = (): void => {
      if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return;
      waiting = worker;
      tellReady();
    };
    look();
    worker?.addEventListener('statechange', look);
  };
  watch(registration.waiting);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
};

/** Lets the site work without a network, and finds out about newer versions of it. */
export const startWorker = async (): Promise<void> => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!workers) return;
  // The very first worker of this browser replaces nothing.
  if (workers.controller) workers.addEventListener('controllerchange', onReplaced);
  follow(await workers.register('/sw.js'));
};
