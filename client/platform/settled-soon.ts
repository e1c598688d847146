/** Some browsers never finish opening a database and report no error. */
const TIMEOUT_MS = 4_000;

class NoAnswerError extends Error {}

/** The promise's result. @throws NoAnswerError if it takes longer than `timeoutMs` */
export const settledSoon = <T>(promise: Promise<T>, timeoutMs: number = TIMEOUT_MS): Promise<T> =>
  new Promise((resolve, reject) => {
    const silent = (): void => reject(new NoAnswerError('no answer'));
    const timer = setTimeout(silent, timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/**
 * Wraps calls to a store that may stop answering. After one timeout, all calls fail at once until
 * the late answer arrives, which `onLate` gets.
 */
export const createAsk = (timeoutMs: number = TIMEOUT_MS) => {
  let isSilent = false;
  const answered = (): void => {
    isSilent = false;
  };
  return async <T>(request: () => Promise<T>, onLate?: (result: T) => void): Promise<T> => {
    if (isSilent) throw new NoAnswerError('no answer');
    const answer = request();
    try {
      return await settledSoon(answer, timeoutMs);
    } catch (error) {
      if (error instanceof NoAnswerError) {
        isSilent = true;
        answer.then(answered, answered);
        if (onLate) answer.then(onLate, () => undefined);
      }
      throw error;
    }
  };
};
