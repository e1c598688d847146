/** One end of what is loaded. */
export interface LogEnd {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly isFailed: boolean;
  readonly load: () => void;
}

/** How many messages are to be forgotten at each end. */
export interface Excess {
  readonly oldest: number;
  readonly newest: number;
}

/** How the loaded part of a conversation grows and shrinks. */
export interface LogPaging {
  readonly older: LogEnd;
  readonly newer: LogEnd;
  readonly letGo: (excess: Excess) => void;
}

/** More rows than this are too many to hold. */
const MOST_ROWS = 500;
/** So many are held then. */
const ROWS_KEPT = 350;
/** Never nearer to the view than this. */
const ROWS_AROUND = 100;

/** What may be forgotten when too many rows are held: at the end that is farther from the view. */
export const excess = ({
  first,
  last,
  count,
}: {
  first: number;
  last: number;
  count: number;
}): Excess => {
  if (count <= MOST_ROWS) return { oldest: 0, newest: 0 };
  const above = first;
  const below = count - 1 - last;
  const far = Math.max(above, below);
  const rows = Math.max(0, Math.min(count - ROWS_KEPT, far - ROWS_AROUND));
  return above >= below ? { oldest: rows, newest: 0 } : { oldest: 0, newest: rows };
};
