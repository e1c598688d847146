import { dirname } from 'node:path';
import { DataFileError, reportData, startCheck } from '#backend';
import type { BackendEnv } from '../config.ts';
import { logFailure } from '../log-failure.ts';
import { lastCheck } from './last-check.ts';

/** After the clients of a restarted server have connected again. */
const firstAfterMs = 5_000;
const everyMs = 7 * 24 * 60 * 60 * 1_000;

/**
 * Checks a data file that the last check found damaged, before anything writes to it again.
 * @throws DataFileError if it is still damaged
 */
export const refuseDamaged = async ({ TABLE_NAME }: BackendEnv): Promise<void> => {
  const folder = dirname(TABLE_NAME);
  if (!lastCheck.read(folder)?.damage) return;
  const { damage } = await startCheck(TABLE_NAME, 'fast').result;
  lastCheck.write(folder, { at: new Date().toISOString(), damage });
  if (damage === null) return;
  throw new DataFileError(
    `the data file is damaged (${damage}): restore a backup with npm run restore`,
  );
};

/**
 * Checks the data file in the background: soon after the start, and every week. Damage is logged and reported
 * by /api/health, and the next start is refused.
 */
export const startDataChecks = ({ TABLE_NAME }: BackendEnv) => {
  const folder = dirname(TABLE_NAME);
  let check: ReturnType<typeof startCheck> | null = null;
  let isStopped = false;
  let timer: NodeJS.Timeout;

  const run = async (): Promise<void> => {
    const from = performance.now();
    check = startCheck(TABLE_NAME, 'slow');
    const { damage } = await check.result;
    lastCheck.write(folder, { at: new Date().toISOString(), damage });
    reportData(damage === null ? 'ok' : 'damaged');
    if (damage === null) {
      console.log(`Data file checked in ${Math.ceil((performance.now() - from) / 1_000)} s: ok`);
    } else {
      logFailure('check', `the data file is damaged (${damage}): restore a backup`);
    }
  };
  const wait = (milliseconds: number): void => {
    timer = setTimeout(() => {
      run()
        .catch((error: unknown) => isStopped || logFailure('check', error))
        .finally(() => isStopped || wait(everyMs));
    }, milliseconds);
    timer.unref();
  };
  wait(firstAfterMs);
  return {
    stop: (): void => {
      isStopped = true;
      clearTimeout(timer);
      check?.stop();
    },
  };
};
