import { eraseAnswers } from '../../sync/offline-copy.ts';
import type { BackgroundDeps } from './deps.ts';

const ignore = (): undefined => undefined;

/**
 * Loads and starts the background tasks of a signed-in user once `idle` has resolved; if they could not be
 * loaded, again with the next connection. Returns a function that stops them.
 */
export const startBackground = (deps: BackgroundDeps, idle: Promise<void>): (() => void) => {
  let isStopped = false;
  let stop: (() => void) | null = null;
  const load = async (): Promise<void> => {
    const { startAll } = await import('./tasks.ts');
    if (!isStopped) stop ??= startAll(deps);
  };
  const unsubscribe = deps.realtime.status.subscribe((now, before) => {
    const isBack = now.socket === 'open' && before.socket !== 'open';
    if (isBack && !stop) load().catch(ignore);
  });
  idle.then(load).catch(ignore);
  return () => {
    isStopped = true;
    unsubscribe();
    stop?.();
    eraseAnswers().catch(ignore);
  };
};
