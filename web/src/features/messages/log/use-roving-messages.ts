import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { isComposing } from '#site/lib/keys.ts';
import type { MessageRow, TimelineRow } from './timeline-row.ts';
import type { LogVirtualizer } from './use-log-virtualizer.ts';

const canHold = (row: TimelineRow | undefined): boolean =>
  row?.kind === 'message' && !row.isDeleted;

/** The row that a key moves to; null if it does not move. */
export const nextPlace = (
  rows: readonly TimelineRow[],
  from: number,
  key: string,
): number | null => {
  const places = rows.flatMap((row, index) => (canHold(row) ? [index] : []));
  const found = {
    ArrowUp: places.findLast((place) => place < from),
    ArrowDown: places.find((place) => place > from),
    Home: places[0],
    End: places.at(-1),
  }[key];
  return found === undefined || found === from ? null : found;
};

/** Roving tab index: the messages are one tab stop, and arrow keys move among them. */
export const useRovingMessages = (
  scroller: RefObject<HTMLElement | null>,
  virtualizer: LogVirtualizer,
  rows: readonly TimelineRow[],
  /** The plus key on a message, with the element that has the focus. */
  onPlus: (row: MessageRow, origin: HTMLElement) => void,
) => {
  const [chosen, setChosen] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const isThere = chosen !== null && rows.some(({ key }) => key === chosen);
  const activeKey = isThere ? chosen : (rows.findLast(canHold)?.key ?? null);

  // The row may have to be scrolled into the document first.
  useEffect(() => {
    if (wanted.current === null) return;
    const row = scroller.current?.querySelector(`[data-key="${CSS.escape(wanted.current)}"]`);
    const button = row?.querySelector<HTMLElement>('[data-options]');
    if (!button) return;
    wanted.current = null;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-key]');
    if (isComposing(event) || !target.matches('[data-options]') || !row) return;
    const at = rows[Number(row.dataset['index'])];
    if (event.key === '+' && at?.kind === 'message' && target.matches('button')) {
      event.preventDefault();
      onPlus(at, target);
      return;
    }
    const next = nextPlace(rows, Number(row.dataset['index']), event.key);
    const key = next === null ? undefined : rows[next]?.key;
    if (next === null || key === undefined) return;
    event.preventDefault();
    wanted.current = key;
    setChosen(key);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };

  return { activeKey, onKeyDown };
};
