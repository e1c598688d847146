import { BusyError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/system.ts';
import { isContention } from './failures.ts';

/** At most about three seconds in all; half of it on average. */
const maxTries = 12;
const firstPauseMs = 20;
const longestPauseMs = 400;
const maxElapsedMs = 5_000;

/** Full jitter: competitors spread over the whole pause instead of meeting again at its end. */
export const pauseBefore = (nextTry: number): number =>
  Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (nextTry - 2));

/**
 * Repeats an attempt that lost against others, each time a little later.
 * @throws BusyError after too many tries, or what else the attempt throws
 */
export const withRetries = async <T>(
  clock: Clock,
  attempt: () => Promise<T>,
  isRepeatable: (error: unknown) => boolean = isContention,
): Promise<T> => {
  const startedAt = clock.now();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRepeatable(error)) throw error;
      if (tries >= maxTries || clock.now() - startedAt > maxElapsedMs) {
        throw new BusyError(`gave up after ${tries} tries`, { cause: error });
      }
      await clock.sleep(pauseBefore(tries + 1));
    }
  }
};
