import { useEffect } from 'react';
import { isComposing } from './keys.ts';

/** Calls `onEscape` on Escape, wherever the focus is, unless a layer above has handled the key. */
export const useEscape = (isOpen: boolean, onEscape: () => void): void => {
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event)) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isOpen, onEscape]);
};
