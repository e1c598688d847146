import { ApiError } from './api-error.ts';
import type { Call } from './call.ts';

/**
 * Calls of one signed-in user: what is answered after `stop` is dropped, so that nothing of one user gets
 * into the cache of the next, and nothing is asked in the next one's name.
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
