import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/**
 * Calls of one signed-in user. After `stop`, answers are dropped and new calls fail (401), so that
 * the data of two users never mixes.
 */
export const untilStopped = (call: Call): { readonly call: Call; readonly stop: () => void } => {
  let isStopped = false;
  const check = (): void => {
    if (isStopped) throw new ApiError(401, 'unauthenticated');
  };
  return {
    call: async (key, ...args) => {
      check();
      const answer = await call(key, ...args);
      check();
      return answer;
    },
    stop: () => {
      isStopped = true;
    },
  };
};
