import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another server works on the data folder: two would not hear each other's sockets. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Holds a data folder for this process; returns what lets it go. The operating system lets go of it
 * when the process dies, however it dies. @throws FolderInUseError
 */
export const lockFolder = (folder: string): (() => void) => {
  const lock = new DatabaseSync(join(folder, 'lock.db'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    throw new FolderInUseError(`another Parley is running on ${folder}: see --data`);
  }
  return () => lock.close();
};
