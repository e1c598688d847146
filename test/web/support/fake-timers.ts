import type { Timers } from '#client/platform/timers.ts';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Lets all settled promises run. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A clock that moves only on demand; promises settle after every timer. */
export const createFakeTimers = () => {
  const running = new Set<Timer>();
  let now = 0;
  const timers: Timers = {
    set: (run, milliseconds) => {
      const timer = { at: now + milliseconds, run };
      running.add(timer);
      return timer;
    },
    clear: (timer) => void running.delete(timer as Timer),
  };
  const nextBefore = (end: number): Timer | undefined =>
    [...running].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  const advance = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds;
    await settle();
    for (let timer = nextBefore(end); timer; timer = nextBefore(end)) {
      running.delete(timer);
      now = timer.at;
      timer.run();
      await settle();
    }
    now = end;
  };
  return { timers, advance, now: () => now, pending: () => running.size };
};
