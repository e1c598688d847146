import type { LeaderLocks } from '../tabs/leader.ts';

/**
 * A mutex across tabs for `run`: released when it ends, its page closes, or the signal aborts.
 * Without Web Locks, or if they are blocked, every page runs it.
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
