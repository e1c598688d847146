import type { RefObject } from 'react';
import { useEffect } from 'react';

/** Keys that write or paste. Space and Enter press what has the focus. */
const isForText = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
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
