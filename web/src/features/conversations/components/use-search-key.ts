import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { isComposing } from '#site/lib/keys.ts';

const isSearchKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' &&
  (event.ctrlKey || event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  !isComposing(event);

const isVisible = (element: HTMLElement | null): boolean =>
  element !== null && element.getClientRects().length > 0;

/** Ctrl+K or ⌘K focuses the search box, unless a dialog is open. `onReveal` shows its pane. */
export const useSearchKey = (
  box: RefObject<HTMLInputElement | null>,
  onReveal: () => void,
): void => {
  const isWanted = useRef(false);
  // The pane may become visible only with the next render.
  useEffect(() => {
    if (!isWanted.current || !isVisible(box.current)) return;
    isWanted.current = false;
    box.current?.focus();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !isSearchKey(event)) return;
      // Prevents the browser's own web search.
      event.preventDefault();
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
      if (isVisible(box.current)) {
        box.current?.focus();
        box.current?.select();
        return;
      }
      isWanted.current = true;
      onReveal();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [box, onReveal]);
};
