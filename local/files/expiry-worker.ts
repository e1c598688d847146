import { removeExpired } from '#backend';
import type { BackendEnv } from '../config.ts';
import { logFailure } from '../log-failure.ts';

const afterFailureMs = 60_000;

/** Removes messages that have expired, also where nobody reads. Sleeps until the next one does. */
export const startExpiry = (env: BackendEnv) => {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const pass = (): void => {
    running = removeExpired(env)
      .catch((error: unknown) => {
        logFailure('expiry', error);
        return afterFailureMs;
      })
      .then((waitMs) => {
        if (!isStopped) timer = setTimeout(pass, waitMs).unref();
      });
  };
  pass();
  return {
    /** Waits for a running pass. */
    stop: async (): Promise<void> => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
