import { useEffect, useState } from 'react';
import { whenIdle } from './when-idle.ts';

/** After this time in milliseconds, the page has been painted even on a slow device. */
const PAINTED_MS = 250;
const INPUTS = ['pointerdown', 'wheel', 'keydown'] as const;

/**
 * True once the page has been painted and is idle, or the user does something: time to render and
 * to load what is beyond the first view.
 */
export const useSettled = (): boolean => {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (isSettled) return;
    const settle = (): void => setSettled(true);
    let stop: () => void;
    const timer = setTimeout(() => {
      stop = whenIdle(settle);
    }, PAINTED_MS);
    stop = () => clearTimeout(timer);
    for (const type of INPUTS) addEventListener(type, settle, { passive: true, capture: true });
    return () => {
      stop();
      for (const type of INPUTS) removeEventListener(type, settle, { capture: true });
    };
  }, [isSettled]);
  return isSettled;
};
