import { useSyncExternalStore } from 'react';

const subscribe = (onChange: () => void): (() => void) => {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', onChange, { signal });
  globalThis.addEventListener('focus', onChange, { signal });
  globalThis.addEventListener('blur', onChange, { signal });
  return () => listening.abort();
};
const isLooking = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

/** Whether this page is visible and focused. */
export const useLooking = (): boolean => useSyncExternalStore(subscribe, isLooking);
