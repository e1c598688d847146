import type { RefObject } from 'react';
import { useEffect } from 'react';
import { isComposing } from '#site/lib/keys.ts';

/**
 * Keys that insert text or paste, including input methods. Space and Enter activate the focused
 * element instead.
 */
const isForText = (event: KeyboardEvent): boolean => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (isComposing(event)) return true;
  if (ctrlKey || metaKey) return key === 'v' && !altKey;
  return !altKey && key !== ' ' && [...key].length === 1;
};

/** Whether the focus is where such keys do nothing else: on the page itself or in the log. */
const isFree = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('[role=log]') !== null);

/** Typing or pasting with the focus in the log goes to the message box. */
export const useWriteAnywhere = (box: RefObject<HTMLTextAreaElement | null>): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && isFree(event.target) && isForText(event)) box.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [box]);
};
