import { setImmediate as idle } from 'node:timers/promises';
import type { Timers } from '#client';
import type { Clock } from '#core/ports/system.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => unknown;
  isCleared: boolean;
}

const isBefore = (one: Event, other: Event): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

/** Start of the simulated time. */
const epoch = Date.UTC(2026, 0, 2, 3, 4, 5);

/** Simulated time that jumps from event to event; ties run in the order of scheduling. */
export const createScheduler = () => {
  /** Sorted, the next one last. */
  const queue: Event[] = [];
  let now = epoch;
  let count = 0;

  const plan = (delayMs: number, run: () => unknown): Event => {
    const event = { at: now + Math.max(0, delayMs), order: count++, run, isCleared: false };
    let [low, high] = [0, queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = queue[middle];
      if (other && isBefore(event, other)) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, event);
    return event;
  };

  const timers: Timers = {
    set: (run, milliseconds) => plan(milliseconds, run),
    clear: (timer) => {
      if (timer) (timer as Event).isCleared = true;
    },
  };

  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const event = plan(milliseconds, resolve);
        signal?.addEventListener('abort', () => {
          event.isCleared = true;
          resolve();
        });
      }),
  };

  /** Runs all events that are due; consequences of an event run before the next. */
  const runFor = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds;
    for (let next = queue.at(-1); next && next.at <= end; next = queue.at(-1)) {
      queue.pop();
      if (next.isCleared) continue;
      now = next.at;
      await next.run();
      await idle();
    }
    now = end;
  };

  return { plan, timers, clock, now: () => now, runFor };
};
export type Scheduler = ReturnType<typeof createScheduler>;
/** The time for pages and devices: implemented by the real one, too. */
export interface Time {
  readonly plan: (delayMs: number, run: () => unknown) => unknown;
  readonly timers: Timers;
  readonly now: () => number;
}
