import { useQueryClient } from '@tanstack/react-query';
import type { MouseEvent } from 'react';
import type { TimelineRow } from '../log/timeline-row.ts';
import { rowAt } from '../menu/use-menu-gestures.ts';

/** A click with the shift key on a bubble selects its message, and those between it and the last one. */
export const useShiftSelect = (rows: readonly TimelineRow[]) => {
  const client = useQueryClient();
  const messageAt = ({ target, shiftKey, button }: MouseEvent) => {
    const element = target as Element;
    const isPlain = shiftKey && button === 0 && !element.closest('a, button, label');
    return isPlain ? (rowAt(rows, element)?.message ?? null) : null;
  };
  return {
    // Otherwise the browser would select text.
    onMouseDown: (event: MouseEvent): void => {
      if (messageAt(event)) event.preventDefault();
    },
    onClick: (event: MouseEvent): void => {
      const message = messageAt(event);
      if (!message) return;
      void import('./select-messages.ts').then((part) => part.selectInLog(client, message));
    },
  };
};
