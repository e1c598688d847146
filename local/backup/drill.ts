import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, listStoredFiles } from '../../functions/adapters/local/index.ts';
import { BackupError } from './backup-error.ts';
import { type Counts, checkedCounts, dataFile, storedFiles } from './data-file.ts';
import { restoreInto } from './restore-into.ts';

/** The size of a file; undefined if there is none. */
export const sizeOf = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.size;

export interface Drill {
  /** The folder of the backup. */
  readonly from: string;
  /** A folder for the restored data, which is removed. */
  readonly scratch: string;
  /** What the backup must contain. */
  readonly expected: Counts;
  /** The attachments of the server that was backed up. */
  readonly original: string;
  /** The size of an attachment in the backup. */
  readonly sizeInBackup: (name: string) => number | undefined;
  /** Looks at the restored data. */
  readonly examine?: (folder: string) => Promise<void>;
}

/**
 * Restores a backup into a scratch folder, as `npm run restore` does, and compares counts and attachments.
 * Returns how many attachments the server itself has lost. @throws BackupError
 */
export const drill = async (plan: Drill): Promise<{ readonly missing: number }> => {
  const { from, scratch, expected, original, sizeInBackup, examine } = plan;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const file = join(scratch, dataFile);
  const env = { TABLE_NAME: file };
  try {
    await restoreInto(from, scratch, { report: () => undefined, links: join(from, storedFiles) });
    const listed = listStoredFiles(env);
    closeDatabase(env);
    const { users, messages } = checkedCounts(file);
    if (users !== expected.users || messages !== expected.messages) {
      const found = `${users} users and ${messages} messages`;
      throw new BackupError(
        `the restored copy has ${found}, not ${expected.users} and ${expected.messages}`,
      );
    }
    const absent = listed.filter(({ name, sizeBytes }) => sizeInBackup(name) !== sizeBytes);
    // Others were deleted since the copy of the data file, or were missing before.
    const lost = absent.find(({ name, sizeBytes }) => sizeOf(join(original, name)) === sizeBytes);
    if (lost) throw new BackupError(`attachment ${lost.name} is missing in the restored copy`);
    await examine?.(scratch);
    return { missing: absent.length };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};
