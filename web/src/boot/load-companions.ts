import { whenIdle } from '../lib/when-idle.ts';
import { forgetAnswers } from '../sync/offline-copy.ts';
import type { CompanionDeps } from './companions.ts';

/** Loads and starts them after all that one came for, which is there once `shown` settles. Returns how to stop. */
export const loadCompanions = (deps: CompanionDeps, shown: Promise<unknown>): (() => void) => {
  let isStopped = false;
  let stopLoaded: () => void = () => undefined;
  const load = async (): Promise<void> => {
    await shown;
    await new Promise<void>(whenIdle);
    if (isStopped) return;
    const { startCompanions } = await import('./companions.ts');
    if (!isStopped) stopLoaded = startCompanions(deps);
  };
  // Without them Parley works; the next page loads them.
  load().catch(() => undefined);
  return () => {
    isStopped = true;
    stopLoaded();
    forgetAnswers().catch(() => undefined);
  };
};
