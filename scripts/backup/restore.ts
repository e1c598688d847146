import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { closeDatabase, endEverything } from '../../functions/adapters/local/index.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { lockFolder } from '../../local/lock.ts';
import { isArchive } from '../archive/archive-folder.ts';
import { restoreDataFolder } from '../archive/data-folder.ts';
import { progress } from '../archive/progress.ts';
import { runCommand, UserError } from '../command.ts';
import { copyStoredFiles } from './copy-files.ts';
import { type Counts, checkedCounts, dataFile, storedFiles } from './data-file.ts';

const confirm = async (data: string): Promise<void> => {
  if (!process.stdin.isTTY) throw new UserError(`${data} has data already: pass --replace`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`This replaces all data in ${data}. Type yes: `);
  terminal.close();
  if (answer.trim() !== 'yes') throw new UserError('nothing was changed');
};

/** @throws UserError if a server uses the folder */
const lock = (folder: string): (() => void) => {
  try {
    return lockFolder(folder);
  } catch (error) {
    throw new UserError(`${(error as Error).message.replace(/: see.*/, '')}: stop it first`);
  }
};

/** Restores a copy of a data folder. */
const restoreBackup = async (source: string, folder: string, counts: Counts): Promise<Counts> => {
  const file = join(folder, dataFile);
  copyStoredFiles(join(source, storedFiles), join(folder, storedFiles), (done, all) =>
    console.log(`attachments: ${done} of ${all}`),
  );
  copyFileSync(join(source, dataFile), `${file}.draft`);
  // Otherwise SQLite would apply the old file's log to the new one.
  for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
  renameSync(`${file}.draft`, file);
  await endEverything({ TABLE_NAME: file });
  closeDatabase({ TABLE_NAME: file });
  return counts;
};

/** Restores an archive of either home. */
const restorePortable = async (source: string, folder: string): Promise<Counts> => {
  const { files } = await restoreDataFolder(source, folder, progress());
  return { users: files.people.count, messages: files.messages.count };
};

await runCommand({
  name: 'restore',
  summary:
    'Restores a backup, or an archive that npm run export has written, into the data folder of a stopped one-process Parley. Repeat an interrupted restore with the same options.',
  options: {
    from: { type: 'string' },
    data: { type: 'string' },
    replace: { type: 'boolean' },
  },
  help: {
    from: 'The folder of the backup or archive',
    data: 'The data folder (default ./.parley)',
    replace: 'Replaces existing data without asking',
  },
  run: async ({ from, data = '.parley', replace = false }) => {
    if (from === undefined) throw new UserError('--from must name the folder of a backup');
    const [source, folder] = [resolve(from), resolve(data)];
    if (source === folder) throw new UserError('--from must be another folder than --data');
    const counts = isArchive(source) ? null : checkedCounts(join(source, dataFile));
    makeFolder(folder);
    const unlock = lock(folder);
    try {
      const file = join(folder, dataFile);
      if (existsSync(file) && !replace) await confirm(data);
      const { users, messages } = counts
        ? await restoreBackup(source, folder, counts)
        : await restorePortable(source, folder);
      console.log(`${data} has ${users} users and ${messages} messages. Start it with npm start.`);
    } finally {
      unlock();
    }
    console.log(
      'All users must sign in again, since sessions that ended after the backup must stay ended.',
    );
  },
});
