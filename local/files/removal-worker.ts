import { removeBlobs } from '#backend';
import type { BackendEnv } from '../config.ts';
import { logFailure } from '../log-failure.ts';

const everyMs = 1_000;

/** Removes unreferenced files: soon after the commit that released them, and again after a restart. */
export const startRemovals = (env: BackendEnv) => {
  let running = Promise.resolve();
  let isRunning = false;

  const pass = async (): Promise<void> => {
    for (const { key, reason } of await removeBlobs(env)) {
      logFailure('removal', `given up after ten attempts at the bytes of ${key}: ${reason}`);
    }
  };
  const tick = (): void => {
    if (isRunning) return;
    isRunning = true;
    running = pass()
      .catch((error: unknown) => logFailure('removals', error))
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(tick, everyMs);
  timer.unref();
  return {
    /** Waits for a running pass. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await running;
    },
  };
};
