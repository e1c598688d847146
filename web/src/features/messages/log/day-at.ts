import type { TimelineRow } from './timeline-row.ts';

/** The day of a row whose heading is further up; null if the row itself shows it, or has none. */
export const dayAt = (rows: readonly TimelineRow[], index: number): number | null => {
  if (rows[index]?.kind !== 'message') return null;
  for (let above = index - 1; above >= 0; above--) {
    const row = rows[above];
    if (row?.kind === 'day') return row.day;
  }
  return null;
};
