import { estimateRow } from './estimate-row.ts';
import type { TimelineRow } from './timeline-row.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width of the conversation list beside the log, and the page widths from which it has it. */
const LISTS = [
  { from: 1024, width: 384 },
  { from: 768, width: 336 },
];
/** Header and composer, in pixels. */
const AROUND_LOG = 130;

/**
 * The size of the log before it is in the document. With it the first render has the rows that the
 * log opens with; otherwise they would only be rendered after the log has been measured, in one
 * long task. A wrong guess costs some rows too many or too few until then.
 */
export const firstLogSize = (): Size => {
  const list = LISTS.find(({ from }) => innerWidth >= from)?.width ?? 0;
  return { width: innerWidth - list, height: Math.max(0, innerHeight - AROUND_LOG) };
};

/**
 * Where the log opens, by estimated heights: with the first unread message `aboveUnread` pixels
 * below its top, or at the end, which is `belowEnd` pixels below the last row.
 */
export const openingOffset = (
  rows: readonly TimelineRow[],
  { width, height }: Size,
  { aboveUnread, belowEnd }: { aboveUnread: number; belowEnd: number },
): number => {
  const heightOf = (some: readonly TimelineRow[]): number =>
    some.reduce((sum, row) => sum + estimateRow(row, width), 0);
  const unread = rows.findIndex(({ kind }) => kind === 'unread');
  const offset =
    unread >= 0
      ? heightOf(rows.slice(0, unread)) - aboveUnread
      : heightOf(rows) + belowEnd - height;
  return Math.max(0, offset);
};
