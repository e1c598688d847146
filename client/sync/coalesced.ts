import { ApiError } from '../http/api-error.ts';
import type { Timers } from '../platform/timers.ts';
import { backoffMs, namedTimers } from '../platform/timers.ts';

/**
 * With these retries the pauses last about as long as one ping interval, after which a pong starts
 * again.
 */
export const MAX_RETRIES = 7;

const mayPass = (error: unknown): boolean => error instanceof ApiError && error.isTransient;

/**
 * Runs once at a time per key. A request during a run causes one more run, because the first may
 * have read too early. Transient failures are retried with backoff and full jitter, or earlier on
 * request.
 */
export const coalesced = (
  run: (key: string) => Promise<void>,
  { timers, random, onGivenUp }: { timers: Timers; random: () => number; onGivenUp?: () => void },
) => {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();
  const retries = namedTimers<string>(timers);
  const failures = new Map<string, number>();
  /** Counts resets: a run that started before a reset plans no retry. */
  let resets = 0;

  const planRetry = (key: string, error: unknown): void => {
    const count = (failures.get(key) ?? 0) + 1;
    failures.delete(key);
    if (!mayPass(error) || count > MAX_RETRIES) {
      onGivenUp?.();
      return;
    }
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
