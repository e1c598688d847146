import { whenIdle } from '../lib/when-idle.ts';
import { forgetAnswers } from '../sync/offline-copy.ts';
import type { BackgroundDeps } from './background-tasks.ts';

/**
 * Loads and starts the background tasks after `shown` settles. Returns a function that stops them.
 */
export const loadBackgroundTasks = (
  deps: BackgroundDeps,
  shown: Promise<unknown>,
): (() => void) => {
  let isStopped = false;
  let stopLoaded: () => void = () => undefined;
  const load = async (): Promise<void> => {
    await shown;
    await new Promise<void>(whenIdle);
    if (isStopped) return;
    const { startBackgroundTasks } = await import('./background-tasks.ts');
    if (!isStopped) stopLoaded = startBackgroundTasks(deps);
  };
  // Parley works without them; the next page load tries again.
  load().catch(() => undefined);
  return () => {
    isStopped = true;
    stopLoaded();
    forgetAnswers().catch(() => undefined);
  };
};
