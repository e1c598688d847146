import { filesHeight, MAX_WIDTH } from '#site/ui/photo-layout.ts';
import { filesOf, hasPhotos, isPicture } from './row-files.ts';
import type { MessageRow, TimelineRow } from './timeline-row.ts';

const LINE = 22;
const CHARACTER = 7.6;
/** Horizontal padding of a text, and of the files above it. */
const PADDING = 28;
const FILES_PADDING = 12;

const textHeight = (text: string, width: number): number => {
  const perLine = Math.max(10, Math.floor(width / CHARACTER));
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 8) / perLine), 0);
  return lines * LINE + 16;
};

const bubbleHeight = (row: MessageRow, room: number): number => {
  const files = filesOf(row);
  const above = files.length > 0 ? filesHeight(files, room - FILES_PADDING) : 0;
  if (isPicture(row)) return above + FILES_PADDING;
  const width = hasPhotos(row) ? Math.min(room, MAX_WIDTH + FILES_PADDING) : room;
  return above + (above > 0 ? 2 : 0) + textHeight(row.content ?? '', width - PADDING);
};

/** Estimated height of a row before it is measured. Good estimates keep the scroll bar steady. */
export const estimateRow = (row: TimelineRow | undefined, logWidth: number): number => {
  if (row?.kind !== 'message') return 50;
  return bubbleHeight(row, Math.min(logWidth * 0.85, 544)) + (row.isFirst ? 10 : 2);
};
