import type { Timers } from '../platform/timers.ts';

/** Pauses that can all be ended at once. */
export const createPauses = (timers: Timers) => {
  const ends = new Set<() => void>();
  return {
    pause: (milliseconds: number): Promise<void> =>
      new Promise((resolve) => {
        const end = (): void => {
          timers.clear(timer);
          ends.delete(end);
          resolve();
        };
        const timer = timers.set(end, milliseconds);
        ends.add(end);
      }),
    endAll: (): void => {
      for (const end of [...ends]) end();
    },
  };
};
