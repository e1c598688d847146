import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile } from './data-folder.ts';

/** Another server uses the data folder. Two servers would not receive each other's events. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Locks a data folder for this process; returns the function that unlocks it. The operating system releases
 * the lock when the process ends. @throws FolderInUseError
 */
export const lockFolder = (
  folder: string,
  problem = `another Parley is running on ${folder}: see --data`,
): (() => void) => {
  const file = join(folder, 'lock.db');
  makeFile(file);
  // Lock files of earlier versions were readable by everyone.
  chmodSync(file, 0o600);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    throw new FolderInUseError(problem);
  }
  return () => lock.close();
};
