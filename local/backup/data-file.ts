import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { BackupError } from './backup-error.ts';

/** The data file of a folder, and the folder of its attachments. */
export const dataFile = 'parley.db';
export const storedFiles = 'files/att';

export interface Counts {
  readonly users: number;
  readonly messages: number;
}

/**
 * Checks a data file with SQLite and counts its rows. No process may write to it meanwhile. @throws BackupError
 */
export const checkedCounts = (path: string): Counts => {
  if (!existsSync(path)) throw new BackupError(`there is no ${path}`);
  const url = pathToFileURL(path);
  // Creates no files next to it and ignores its log, since only the data file is copied.
  url.search = 'immutable=1';
  const db = new DatabaseSync(url, { readOnly: true });
  try {
    const found = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (found !== 'ok') throw new BackupError(`${path} is damaged: ${found}`);
    const count = (table: string): number =>
      Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    return { users: count('users'), messages: count('messages') };
  } catch (error) {
    if (error instanceof BackupError) throw error;
    throw new BackupError(`${path} is no data file of Parley: ${(error as Error).message}`);
  } finally {
    db.close();
  }
};
