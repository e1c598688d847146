import { useEffect, useRef } from 'react';

interface Entry {
  readonly idx?: number;
  readonly over?: string;
}
const entry = (): Entry => (globalThis.history.state as Entry | null) ?? {};

/**
 * While a component is there, "back" calls `onBack` and stays on the page. It adds an entry to the history, with the
 * state of the one below; a navigation away should replace it.
 */
export const useBackCloses = (onBack: () => void): void => {
  const latest = useRef(onBack);
  useEffect(() => {
    latest.current = onBack;
  });
  useEffect(() => {
    const { history, location } = globalThis;
    const over = location.pathname;
    const isOn = (): boolean => entry().over === over;
    // Delayed: React's strict mode mounts twice, and `history.back()` takes effect only after it has returned.
    const timer = setTimeout(() => {
      history.pushState({ ...entry(), idx: (entry().idx ?? 0) + 1, over }, '');
    });
    const onPop = (): void => {
      if (!isOn()) latest.current();
    };
    globalThis.addEventListener('popstate', onPop);
    return () => {
      clearTimeout(timer);
      globalThis.removeEventListener('popstate', onPop);
      if (isOn()) history.back();
    };
  }, []);
};
