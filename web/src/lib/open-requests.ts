import type { WorkerMessage } from './worker-messages.ts';

type Listener = (path: string) => void;
const listeners = new Set<Listener>();

/** Somebody clicked a notification: whoever shows pages goes to that one. */
export const requestOpen: Listener = (path) => {
  for (const listener of listeners) listener(path);
};

/** Hears of clicks, those that the service worker tells of included. Returns how to stop. */
export const onOpenRequest = (listener: Listener): (() => void) => {
  const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  const hear = ({ data }: MessageEvent): void => {
    const message = data as Partial<WorkerMessage> | null;
    if (message?.kind === 'open' && message.path) listener(message.path);
  };
  listeners.add(listener);
  workers?.addEventListener('message', hear);
  workers?.startMessages();
  return () => {
    listeners.delete(listener);
    workers?.removeEventListener('message', hear);
  };
};
