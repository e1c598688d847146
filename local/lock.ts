import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFile } from './data-folder.ts';

/** Another server works on the data folder: two would not hear each other's sockets. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Holds a data folder for this process; returns what lets it go. The operating system lets go of it
 * when the process dies, however it dies. @throws FolderInUseError
 */
export const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'lock.db');
  makeFile(file);
  // One that an earlier version made was readable by everyone.
  chmodSync(file, 0o600);
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    throw new FolderInUseError(`another Parley is running on ${folder}: see --data`);
  }
  return () => lock.close();
};
