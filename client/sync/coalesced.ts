import { ApiError } from '../http/api-error.ts';
import type { Timers } from '../platform/timers.ts';
import { backoffMs, namedTimers } from '../platform/timers.ts';

/** Together the pauses last about as long as from one pong to the next, which asks anew. */
export const MOST_RETRIES = 7;

const mayPass = (error: unknown): boolean => error instanceof ApiError && error.isTransient;

/**
 * One run at a time for each key. A request during a run makes one more run after it, because the
 * first may have read before what the request is about. A run that failed for what may pass is tried
 * again with backoff and full jitter, unless somebody asks earlier.
 */
export const coalesced = (
  run: (key: string) => Promise<void>,
  { timers, random }: { timers: Timers; random: () => number },
) => {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const retries = namedTimers<string>(timers);
  const failures = new Map<string, number>();
  /** Runs that were under way then plan no retry. */
  let resets = 0;

  const planRetry = (key: string, error: unknown): void => {
    const count = (failures.get(key) ?? 0) + 1;
    failures.delete(key);
    if (!mayPass(error) || count > MOST_RETRIES) return;
    failures.set(key, count);
    retries.set(key, () => void request(key), backoffMs(count, random));
  };

  const attempt = async (key: string): Promise<void> => {
    const before = resets;
    retries.clear(key);
    try {
      await run(key);
      failures.delete(key);
    } catch (error) {
      if (before === resets) planRetry(key, error);
    }
  };

  const start = async (key: string): Promise<void> => {
    const state = running.get(key);
    await attempt(key);
    if (state?.again) {
      state.again = false;
      return start(key);
    }
    running.delete(key);
  };

  const request = (key: string): Promise<void> => {
    const state = running.get(key);
    if (state) {
      state.again = true;
      return state.done;
    }
    const entry = { again: false, done: Promise.resolve() };
    running.set(key, entry);
    entry.done = start(key);
    return entry.done;
  };

  return {
    request,
    reset: (): void => {
      resets++;
      retries.clearAll();
      failures.clear();
    },
  };
};
