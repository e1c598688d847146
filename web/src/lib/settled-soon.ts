/** Some browsers open a database never, and do not say so. */
const PATIENCE_MS = 4_000;

/** What comes of it. @throws Error when that takes so long that it is better done without */
export const settledSoon = <T>(promise: Promise<T>, patienceMs: number = PATIENCE_MS): Promise<T> =>
  new Promise((resolve, reject) => {
    const silent = (): void => reject(new Error('no answer'));
    const timer = setTimeout(silent, patienceMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
