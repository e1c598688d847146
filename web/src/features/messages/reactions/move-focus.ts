import type { KeyboardEvent } from 'react';
import { isComposing } from '#site/lib/keys.ts';

/** The left and right arrow keys move the focus among the elements that match, from the last to the first. */
export const moveFocus =
  (selector: string) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || isComposing(event)) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>(selector)];
    const from = items.indexOf(document.activeElement as HTMLElement);
    items[(from + step + items.length) % items.length]?.focus();
    event.preventDefault();
  };
