/** One end of the loaded messages. */
export interface LogEnd {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  readonly load: () => void;
}

/** Number of messages to evict at each end. */
export interface Excess {
  readonly oldest: number;
  readonly newest: number;
}

/** How the window of a conversation grows and shrinks. */
export interface LogPaging {
  readonly older: LogEnd;
  readonly newer: LogEnd;
  readonly evict: (excess: Excess) => void;
}

/** Above this number of rows, some are evicted. */
const MAX_ROWS = 500;
/** Number of rows after an eviction. */
const ROWS_AFTER = 350;
/** Rows on both sides of the view that are never evicted. */
const ROWS_AROUND = 100;

/** What to evict if there are too many rows: from the end that is farther from the view. */
export const excess = ({
  first,
  last,
  count,
}: {
  first: number;
  last: number;
  count: number;
}): Excess => {
  if (count <= MAX_ROWS) return { oldest: 0, newest: 0 };
  const above = first;
  const below = count - 1 - last;
  const far = Math.max(above, below);
  const rows = Math.max(0, Math.min(count - ROWS_AFTER, far - ROWS_AROUND));
  return above >= below ? { oldest: rows, newest: 0 } : { oldest: 0, newest: rows };
};
