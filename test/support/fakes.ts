import { setTimeout as delay } from 'node:timers/promises';
import type { Clock, Ids } from '#core/ports/system.ts';

/** Start of fake clocks, and creation time of built things. */
export const startTime = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

export interface FakeClock extends Clock {
  /** Moves time forward (or back). */
  advance(milliseconds: number): void;
  /** The duration of each `sleep`. */
  readonly slept: readonly number[];
}

const realSleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  delay(milliseconds, undefined, signal && { signal }).catch(() => undefined);

/**
 * A clock that moves only by hand. `sleep` returns at once and advances it, or really waits
 * (`real`) for code that must let other calls go first.
 */
export const fakeClock = (
  options: { now?: number; sleep?: 'at once' | 'real' } = {},
): FakeClock => {
  let now = options.now ?? startTime;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    sleep: (milliseconds, signal) => {
      slept.push(milliseconds);
      if (options.sleep === 'real') return realSleep(milliseconds, signal);
      now += milliseconds;
      return Promise.resolve();
    },
  };
};

/**
 * Ids in a fixed order: `00000001-0000-4000-8000-000000000000`, …; `space` separates two sources.
 */
export const countedIds = (space = 0): Ids => {
  let count = 0;
  const next = (): string => (++count).toString(16).padStart(8, '0');
  const suffix = `0000-4000-8000-${space.toString(16).padStart(12, '0')}`;
  return {
    uuid: () => `${next()}-${suffix}`,
    secret: () => `secret-${next()}-${space}`,
    bytes: (length) => Buffer.from(next().repeat(length)).subarray(0, length),
  };
};
