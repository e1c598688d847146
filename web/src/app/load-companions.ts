import { forgetAnswers } from '../lib/offline-copy.ts';
import type { CompanionDeps } from './companions.ts';

/** Starts them once they are loaded, after all that one came for. Returns how to stop. */
export const loadCompanions = (deps: CompanionDeps): (() => void) => {
  let isStopped = false;
  let stopLoaded: () => void = () => undefined;
  const load = async (): Promise<void> => {
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
