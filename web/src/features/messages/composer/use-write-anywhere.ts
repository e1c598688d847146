import type { RefObject } from 'react';
import { useEffect } from 'react';
import { isComposing } from '../../../lib/keys.ts';

/** Keys that write or paste, those of an input method included. Space and Enter press what has the focus. */
const isForText = (event: KeyboardEvent): boolean => {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (isComposing(event)) return true;
  if (ctrlKey || metaKey) return key === 'v' && !altKey;
  return !altKey && key !== ' ' && [...key].length === 1;
};

/** Where nothing else is done with such keys: the page itself, and what was said. */
const isFree = (target: EventTarget | null): boolean =>
  target === document.body || (target instanceof Element && target.closest('[role=log]') !== null);

/** Who types or pastes with the focus among the messages means the box. */
export const useWriteAnywhere = (box: RefObject<HTMLTextAreaElement | null>): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && isFree(event.target) && isForText(event)) box.current?.focus();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [box]);
};
