import { useEffect } from 'react';
import type { LogPaging } from './log-paging.ts';
import { excess } from './log-paging.ts';

/** So many rows from an end of what is loaded, more is asked for. */
const ROWS_AHEAD = 30;

/** Loads what comes next when the view nears an end, and lets go of what is far from it. */
export const useLogPaging = (
  { older, newer, letGo }: LogPaging,
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
    if (oldest > 0 || newest > 0) letGo({ oldest, newest });
  }, [oldest, newest, letGo]);
};
