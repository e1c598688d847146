import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { estimateRow, firstLogSize, openingOffset } from './estimate-row.ts';
import type { TimelineRow } from './timeline-row.ts';

/**
 * Within this distance (pixels) of the end, the log counts as at its end and follows new messages.
 */
export const END_THRESHOLD = 72;
/** Space above a row that is scrolled to, and below the last row, in pixels. */
const ABOVE_TARGET = 64;
const BELOW_END = 12;
/** Limit of remembered row heights, per row. */
const HEIGHTS_PER_ROW = 4;

const movesLittle = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/**
 * Only rows near the view are in the document (hardly more than the visible ones until
 * `isSettled`). Rows in view do not move.
 */
export const useLogVirtualizer = (
  rows: readonly TimelineRow[],
  isSettled: boolean,
  followsEnd: boolean,
) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [firstSize] = useState(firstLogSize);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) =>
      estimateRow(rows[index], scroller.current?.clientWidth ?? firstSize.width),
    anchorTo: 'end',
    followOnAppend: followsEnd,
    scrollEndThreshold: END_THRESHOLD,
    scrollPaddingStart: ABOVE_TARGET,
    overscan: isSettled ? 10 : 1,
    paddingEnd: BELOW_END,
    initialRect: firstSize,
    initialOffset: () =>
      openingOffset(rows, firstSize, { aboveUnread: ABOVE_TARGET, belowEnd: BELOW_END }),
  });
  useEffect(() => {
    const { itemSizeCache } = virtualizer;
    if (itemSizeCache.size <= HEIGHTS_PER_ROW * Math.max(rows.length, 100)) return;
    const shown = new Set(rows.map(({ key }) => key));
    for (const key of [...itemSizeCache.keys()]) {
      if (!shown.has(String(key))) itemSizeCache.delete(key);
    }
  }, [virtualizer, rows]);
  const { isScrolling } = virtualizer;
  // What changed its size in a smooth scroll was not measured.
  useEffect(() => {
    if (!isScrolling)
      for (const row of virtualizer.elementsCache.values()) virtualizer.measureElement(row);
  }, [virtualizer, isScrolling]);
  /** The virtualizer measures no rows that it scrolls over smoothly: those that never were would overlap. */
  const scrollToLatest = (): void => {
    const isMeasured = (virtualizer.getVirtualItems().at(-1)?.index ?? 0) >= rows.length - 1;
    virtualizer.scrollToEnd({ behavior: isMeasured && !movesLittle() ? 'smooth' : 'auto' });
  };
  return { scroller, virtualizer, scrollToLatest };
};
export type LogVirtualizer = ReturnType<typeof useLogVirtualizer>['virtualizer'];
