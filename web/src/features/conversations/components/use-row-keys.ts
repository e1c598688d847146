import type { KeyboardEvent, RefObject } from 'react';
import { isComposing } from '#site/lib/keys.ts';

const rowsIn = (pane: HTMLElement | null): HTMLElement[] => [
  ...(pane?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
];

const step = (rows: readonly HTMLElement[], from: number, key: string): HTMLElement | undefined => {
  if (key === 'ArrowDown') return rows[from + 1];
  if (key === 'ArrowUp') return rows[from - 1];
  if (key === 'Home') return rows[0];
  return key === 'End' ? rows.at(-1) : undefined;
};

/**
 * Arrow keys move from the search box to the rows below it, among them, and back. `isSettled`: the
 * rows match the search text, so that Enter may open the first one.
 */
export const useRowKeys = (
  pane: RefObject<HTMLElement | null>,
  box: RefObject<HTMLInputElement | null>,
  { isSettled }: { isSettled: boolean },
) => ({
  onBoxKeyDown: (event: KeyboardEvent): void => {
    const first = rowsIn(pane.current)[0];
    if (!first || isComposing(event)) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      first.focus();
    }
    if (event.key === 'Enter' && isSettled) first.click();
  },
  onRowKeyDown: (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const rows = rowsIn(pane.current);
    const from = rows.indexOf(event.target as HTMLElement);
    if (from < 0) return;
    const isBack = event.key === 'ArrowUp' && from === 0;
    const next = isBack ? box.current : step(rows, from, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  },
});
