/** Some browsers open a database never, and do not say so. */
const PATIENCE_MS = 4_000;

class NoAnswerError extends Error {}

/** What comes of it. @throws Error when that takes so long that it is better done without */
export const settledSoon = <T>(promise: Promise<T>, patienceMs: number = PATIENCE_MS): Promise<T> =>
  new Promise((resolve, reject) => {
    const silent = (): void => reject(new NoAnswerError('no answer'));
    const timer = setTimeout(silent, patienceMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/**
 * Asks a store that may stop answering: after one silence it is not asked again, and every call fails at
 * once, until the answer comes after all.
 */
export const createAsk = (patienceMs: number = PATIENCE_MS) => {
  let isSilent = false;
  const answered = (): void => {
    isSilent = false;
  };
  return async <T>(question: () => Promise<T>): Promise<T> => {
    if (isSilent) throw new NoAnswerError('no answer');
    const answer = question();
    try {
      return await settledSoon(answer, patienceMs);
    } catch (error) {
      if (error instanceof NoAnswerError) {
        isSilent = true;
        answer.then(answered, answered);
      }
      throw error;
    }
  };
};
