import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { FolderInUseError, lockFolder } from '../../local/lock.ts';
import { UserError } from '../command.ts';

const checkMs = 100;
/** Longer than the longest request. */
const timeoutMs = 45_000;

const isRunning = (folder: string): boolean => {
  try {
    lockFolder(folder)();
    return false;
  } catch (error) {
    if (error instanceof FolderInUseError) return true;
    throw error;
  }
};

export const isReadOnly = (data: string): boolean => existsSync(join(resolve(data), 'read-only'));

/** Resolves once no change is running, or, without `isOn`, once changes are accepted. */
export const setReadOnly = async (data: string, isOn: boolean): Promise<void> => {
  const folder = resolve(data);
  if (!existsSync(join(folder, 'parley.db'))) {
    throw new UserError(`there is no data file in ${data}: see --data`);
  }
  const wanted = join(folder, 'read-only');
  if (isOn) writeFileSync(wanted, '', { mode: 0o600 });
  else rmSync(wanted, { force: true });
  const until = performance.now() + timeoutMs;
  while (existsSync(join(folder, 'read-only.active')) !== isOn && isRunning(folder)) {
    if (performance.now() > until) throw new UserError('the running Parley did not follow');
    await delay(checkMs);
  }
};
