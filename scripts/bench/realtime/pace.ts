/** Starts work at a fixed rate, whether or not earlier work has ended. */
export const createPace = (work: (number: number) => Promise<void>) => {
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let count = 0;
  return {
    start: (perSecond: number): void => {
      let next = performance.now();
      const tick = (): void => {
        for (; next <= performance.now(); next += 1_000 / perSecond) {
          const run = work(count++);
          running.add(run);
          void run.finally(() => running.delete(run));
        }
        timer = setTimeout(tick, Math.max(0, next - performance.now()));
      };
      tick();
    },
    /** Resolves when all started work has ended. */
    stop: async (): Promise<void> => {
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
};
