/** Runs at most `count` tasks at a time; the others wait in a queue until they are aborted. */
export const createSlots = (count: number) => {
  const waiting: (() => void)[] = [];
  let free = count;

  const enter = (signal: AbortSignal): Promise<void> => {
    if (free > 0) {
      free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(take), 1);
        reject(signal.reason);
      };
      const take = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(take);
      signal.addEventListener('abort', leave, { once: true });
    });
  };

  const exit = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };

  return async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    await enter(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      exit();
    }
  };
};
