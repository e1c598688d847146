import { preferences } from '#site/lib/use-preferences.ts';
import { filesHeight, MAX_WIDTH } from '#site/ui/photo-layout.ts';
import { foldedText } from '../bubble/fold-text.ts';
import { shownText } from '../bubble/unfolded.ts';
import { filesOf, hasPhotos, isPicture } from './row-files.ts';
import type { MessageRow, TimelineRow } from './timeline-row.ts';

const LINE = 22;
const CHARACTER = 7.6;
/** Horizontal padding of a text, and of the files above it. */
const PADDING = 28;
const FILES_PADDING = 12;
/** The label above a forwarded message. */
const FORWARDED = 20;

const textHeight = (text: string, width: number): number => {
  const perLine = Math.max(10, Math.floor(width / CHARACTER));
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 8) / perLine), 0);
  return lines * LINE + 16;
};

/** The button under a long text. */
const toggleHeight = ({ content }: MessageRow): number =>
  content !== null && foldedText(content) !== null ? LINE + 2 : 0;

const bubbleHeight = (row: MessageRow, room: number): number => {
  const files = filesOf(row);
  const above = files.length > 0 ? filesHeight(files, room - FILES_PADDING) : 0;
  if (isPicture(row)) return above + FILES_PADDING;
  const width = hasPhotos(row) ? Math.min(room, MAX_WIDTH + FILES_PADDING) : room;
  return (
    above + (above > 0 ? 2 : 0) + textHeight(shownText(row), width - PADDING) + toggleHeight(row)
  );
};

/** Reactions overlap their bubble a little. */
const reactionsHeight = ({ message, isDeleted }: MessageRow): number =>
  !isDeleted && message?.reactions.length && preferences.getState().showsReactions ? 28 : 0;

/** Estimated height of a row before it is measured. Good estimates keep the scroll bar steady. */
export const estimateRow = (row: TimelineRow | undefined, logWidth: number): number => {
  if (row?.kind !== 'message' || row.message?.notice) return 50;
  const bubble = bubbleHeight(row, Math.min(logWidth * 0.85, 544));
  const label = row.isForwarded && !row.isDeleted ? FORWARDED : 0;
  return label + bubble + reactionsHeight(row) + (row.isFirst ? 10 : 2);
};

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
