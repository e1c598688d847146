import { createStore } from 'zustand/vanilla';

/** `isReady`: a newer version of the site is waiting. */
export const updates = createStore<{ isReady: boolean }>(() => ({ isReady: false }));
const setReady = (): void => updates.setState({ isReady: true });

const CHECK_EVERY_MS = 60 * 60_000;
let waiting: ServiceWorker | null = null;
let isAskedFor = false;
let isReloading = false;

const reload = (): void => {
  if (isReloading) return;
  isReloading = true;
  globalThis.location.reload();
};

/** Loads the newer version: in this tab at once, in others when they are hidden. */
export const update = (): void => {
  isAskedFor = true;
  if (waiting?.state === 'installed') waiting.postMessage('take-over');
  else reload();
};

/** This version's files are no longer cached: the page should switch to the new one soon. */
const onReplaced = (): void => {
  if (isAskedFor || document.visibilityState === 'hidden') {
    reload();
    return;
  }
  setReady();
  document.addEventListener('visibilitychange', reload, { once: true });
};

const follow = (registration: ServiceWorkerRegistration): void => {
  const watch = (worker: ServiceWorker | null): void => {
    const look = (): void => {
      if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return;
      waiting = worker;
      setReady();
    };
    look();
    worker?.addEventListener('statechange', look);
  };
  watch(registration.waiting);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  setInterval(() => void registration.update().catch(() => undefined), CHECK_EVERY_MS);
};

/** Registers the service worker, which makes the site work offline and detects newer versions. */
export const startWorker = async (): Promise<void> => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!workers) return;
  // The first worker of this browser replaces nothing.
  if (workers.controller) workers.addEventListener('controllerchange', onReplaced);
  follow(await workers.register('/sw.js'));
};
