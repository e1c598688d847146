import type { Call, Realtime } from '#client';
import { onSyncAgain, pushState } from '../features/notifications/model/push-state.ts';
import { hasPush } from '../lib/push-manager.ts';
import { preferences } from '../lib/use-preferences.ts';
import type { WorkerMessage } from '../lib/worker-messages.ts';

const ofDevice = ['notifies', 'preview', 'pushSounds', 'quietHours'] as const;

/**
 * Keeps the push subscription of this device as its preferences say: at every start, after each change of
 * them, when the browser has changed it, and again when a server that did not answer is back. Returns a function that stops it.
 */
export const followPush = (call: Call, { status }: Pick<Realtime, 'status'>): (() => void) => {
  let isStopped = false;
  const deps = { call, preferences: preferences.getState, isStopped: () => isStopped };
  let running = 0;
  const sync = (): void => {
    running++;
    import('../features/notifications/model/push-device.ts')
      .then(({ syncPush }) => syncPush(deps))
      .catch(() => undefined)
      .finally(() => running--);
  };
  if (!hasPush()) pushState.setState({ push: 'unsupported' });
  else if (preferences.getState().notifies) sync();
  else pushState.setState({ push: Notification.permission === 'denied' ? 'blocked' : 'off' });

  onSyncAgain(sync);
  const unsubscribe = preferences.subscribe((now, before) => {
    if (ofDevice.some((field) => now[field] !== before[field])) sync();
  });
  const unfollow = status.subscribe((now, before) => {
    const isBack = now.socket === 'open' && before.socket !== 'open';
    if (isBack && running === 0 && hasPush() && pushState.getState().push === 'unknown') sync();
  });
  const listening = new AbortController();
  navigator.serviceWorker?.addEventListener(
    'message',
    ({ data }) => {
      if ((data as Partial<WorkerMessage> | null)?.kind === 'subscription-changed') sync();
    },
    { signal: listening.signal },
  );
  return () => {
    isStopped = true;
    unsubscribe();
    unfollow();
    listening.abort();
    pushState.setState({ push: 'unknown' });
  };
};
