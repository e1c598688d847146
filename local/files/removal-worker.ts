import { removeBlobs } from '#backend';
import type { BackendEnv } from '../config.ts';

const everyMs = 1_000;

/** Removes bytes that nothing refers to any more, soon after their commit and again after a restart. */
export const startRemovals = (env: BackendEnv) => {
  let running = Promise.resolve();
  let isRunning = false;

  const pass = async (): Promise<void> => {
    for (const { key, reason } of await removeBlobs(env)) {
      console.error(
        `the bytes of ${key} cannot be removed, given up after ten attempts: ${reason}`,
      );
    }
  };
  const tick = (): void => {
    if (isRunning) return;
    isRunning = true;
    running = pass()
      .catch(console.error)
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(tick, everyMs);
  timer.unref();
  return {
    /** Lets a pass that is under way end. */
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await running;
    },
  };
};
