import { useEffect } from 'react';
import type { LogPaging } from './log-paging.ts';
import { excess } from './log-paging.ts';

/** More messages are prefetched when the view is this many rows from an end. */
const ROWS_AHEAD = 30;

/** Loads more messages when the view nears an end, and evicts those far from it. */
export const useLogPaging = (
  { older, newer, evict }: LogPaging,
  { first, last, count }: { first: number; last: number; count: number },
  isSettled: boolean,
): void => {
  const wantsOlder =
    isSettled && older.hasMore && !older.isLoading && !older.isFailed && first < ROWS_AHEAD;
  const wantsNewer =
    newer.hasMore && !newer.isLoading && !newer.isFailed && last > count - ROWS_AHEAD;
  const loadOlder = older.load;
  const loadNewer = newer.load;
  useEffect(() => {
    if (wantsOlder) loadOlder();
  }, [wantsOlder, loadOlder]);
  useEffect(() => {
    if (wantsNewer) loadNewer();
  }, [wantsNewer, loadNewer]);
  const { oldest, newest } = excess({ first, last, count });
  useEffect(() => {
    if (oldest > 0 || newest > 0) evict({ oldest, newest });
  }, [oldest, newest, evict]);
};
