import { useEffect, useState } from 'react';

/** What waits for a quiet moment does not wait longer than this, in milliseconds. */
const LONGEST = 500;

/** Turns true once the page has shown what it was given and has nothing to do: time for what may be wanted next. */
export const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const settle = (): void => setSettled(true);
    // Safari has no idle callbacks.
    if (!('requestIdleCallback' in globalThis)) {
      const timer = setTimeout(settle, LONGEST);
      return () => clearTimeout(timer);
    }
    const request = requestIdleCallback(settle, { timeout: LONGEST });
    return () => cancelIdleCallback(request);
  }, []);
  return isSettled;
};
