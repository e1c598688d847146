import type { LeaderLocks } from '../tabs/leader.ts';

/**
 * Runs something in one page of a browser at a time; the next one begins when it has ended, its page is gone,
 * or the signal aborts. Without Web Locks, or where they are denied, every page runs it.
 */
export const inOnePage = async (
  locks: LeaderLocks | null | undefined,
  name: string,
  signal: AbortSignal,
  run: () => Promise<void>,
): Promise<void> => {
  const untilOver = (): Promise<void> => {
    const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    return Promise.race([run(), over]);
  };
  if (!locks) return untilOver();
  try {
    await locks.request(name, { signal }, untilOver);
  } catch {
    if (!signal.aborted) await untilOver();
  }
};
