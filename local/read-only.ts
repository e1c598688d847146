import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logFailure } from './log-failure.ts';

/** Exists while the operator wants no changes (`npm run read-only`). */
const wantedFile = 'read-only';
/** Exists while the server accepts none, and none is running. */
const activeFile = 'read-only.active';
const checkMs = 250;

const changes = new Set<Promise<unknown>>();

/** Registers a request that may change data, until it has ended. */
export const trackChange = <T>(work: Promise<T>): Promise<T> => {
  changes.add(work);
  const end = () => changes.delete(work);
  work.then(end, end);
  return work;
};

/**
 * Follows the operator's wish from the start on. Handlers read the variable (functions/runtime/errors.ts).
 */
export const followReadOnly = (folder: string) => {
  const active = join(folder, activeFile);
  const isWanted = (): boolean => existsSync(join(folder, wantedFile));
  const report = async (): Promise<void> => {
    await Promise.allSettled([...changes]);
    if (isWanted()) writeFileSync(active, '', { mode: 0o600 });
  };
  const check = (): void => {
    if (isWanted() === (process.env['READ_ONLY'] === 'on')) return;
    if (isWanted()) {
      process.env['READ_ONLY'] = 'on';
      console.log('Read-only: changes are refused until npm run read-only -- --off');
      report().catch((error: unknown) => logFailure('read-only', error));
    } else {
      delete process.env['READ_ONLY'];
      rmSync(active, { force: true });
      console.log('Changes are accepted again');
    }
  };
  delete process.env['READ_ONLY'];
  rmSync(active, { force: true });
  check();
  const timer = setInterval(check, checkMs).unref();
  return {
    stop: (): void => {
      clearInterval(timer);
      rmSync(active, { force: true });
    },
  };
};
