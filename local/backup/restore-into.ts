import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, endEverything } from '../../functions/adapters/local/index.ts';
import type { Report } from './copy-database.ts';
import { copyStoredFiles } from './copy-files.ts';
import { dataFile, storedFiles } from './data-file.ts';

/**
 * Restores a backup into a data folder that no server uses. All users must sign in again, since sessions that
 * ended after the backup must stay ended.
 */
export const restoreInto = async (
  source: string,
  folder: string,
  { report, links }: { report: Report; links?: string },
): Promise<void> => {
  const file = join(folder, dataFile);
  copyStoredFiles(join(source, storedFiles), join(folder, storedFiles), report, links);
  copyFileSync(join(source, dataFile), `${file}.draft`);
  // Otherwise SQLite would apply the old file's log to the new one, and the next start check for old damage.
  for (const rest of [`${file}-wal`, `${file}-shm`, join(folder, 'check.json')]) {
    rmSync(rest, { force: true });
  }
  renameSync(`${file}.draft`, file);
  await endEverything({ TABLE_NAME: file });
  closeDatabase({ TABLE_NAME: file });
};
