import { useEffect, useRef } from 'react';
import { isComposing } from './keys.ts';

/** What is open, in the order of opening. */
const layers: unknown[] = [];

/** Calls `onEscape` on Escape, wherever the focus is, unless something that was opened later has taken the key. */
export const useEscape = (isOpen: boolean, onEscape: () => void): void => {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const isTop = layers.at(-1) === onKeyDown;
      if (!isTop || event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      event.preventDefault();
      latest.current();
    };
    layers.push(onKeyDown);
    document.addEventListener('keydown', onKeyDown);
    return () => {
      layers.splice(layers.indexOf(onKeyDown), 1);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, [isOpen]);
};
