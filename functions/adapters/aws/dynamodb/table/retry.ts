import { BusyError } from '#core/errors.ts';
import type { Clock } from '#core/ports/system.ts';
import { isContention } from './failures.ts';

/** About three seconds in total at most, half of that on average. */
const maxTries = 12;
const firstPauseMs = 20;
const maxPauseMs = 400;
const maxElapsedMs = 5_000;

/** Full jitter: concurrent writers spread over the whole pause instead of colliding again at its end. */
export const pauseBefore = (nextTry: number): number =>
  Math.random() * Math.min(maxPauseMs, firstPauseMs * 2 ** (nextTry - 2));

/**
 * Repeats an attempt that lost a race, with increasing pauses.
 * @throws BusyError after too many tries, or any other error of the attempt
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
