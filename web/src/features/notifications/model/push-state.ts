import { createStore } from 'zustand/vanilla';

/**
 * `unknown`: not checked yet. `unsupported`: the browser has no Web Push on this page. `not-set-up`: the
 * operator has no keys. `blocked`: the browser denies permission. `failed`: no push service accepted the
 * subscription.
 */
export type PushState =
  | 'unknown'
  | 'unsupported'
  | 'not-set-up'
  | 'blocked'
  | 'off'
  | 'on'
  | 'failed';

/** Is this device notified by Web Push? */
export const pushState = createStore<{ readonly push: PushState }>(() => ({ push: 'unknown' }));

export const isPushOn = (): boolean => pushState.getState().push === 'on';

let sync: () => void = () => undefined;

/** Subscribes again, for example after a push service was unreachable. */
export const syncAgain = (): void => sync();

/** One listener at a time: the latest one. */
export const onSyncAgain = (listener: () => void): void => {
  sync = listener;
};
