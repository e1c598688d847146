import type { TimelineRow } from './timeline-row.ts';

const LINE = 22;
const CHARACTER = 7.6;

/** About how high a row will be before it is measured; close estimates keep the scroll bar calm. */
export const estimateRow = (row: TimelineRow | undefined, logWidth: number): number => {
  if (row?.kind !== 'message') return 50;
  const width = Math.min(logWidth * 0.85, 544) - 28;
  const perLine = Math.max(10, Math.floor(width / CHARACTER));
  const text = row.content ?? '';
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.ceil((line.length + 8) / perLine), 0);
  return lines * LINE + 16 + (row.isFirst ? 10 : 2);
};
