const everyMs = 250;

interface Deadline {
  readonly at: number;
  readonly onEnd: () => void;
}

/** One timer for all requests: nearly all end before it fires, and a timer for each costs more. */
const waiting = new Set<Deadline>();
setInterval(() => {
  const now = performance.now();
  for (const deadline of waiting) {
    // All have the same length, so the first ones end first.
    if (deadline.at > now) return;
    waiting.delete(deadline);
    deadline.onEnd();
  }
}, everyMs).unref();

/** Resolves as `work` does, or to `instead` after so many milliseconds, the same number in every call. */
export const within = <T>(work: Promise<T>, milliseconds: number, instead: T): Promise<T> =>
  new Promise((resolve, reject) => {
    const deadline = { at: performance.now() + milliseconds, onEnd: () => resolve(instead) };
    waiting.add(deadline);
    work.then(
      (value) => {
        waiting.delete(deadline);
        resolve(value);
      },
      (error: unknown) => {
        waiting.delete(deadline);
        reject(error);
      },
    );
  });
