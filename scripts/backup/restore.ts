import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { closeDatabase, endEverything } from '../../functions/adapters/local/index.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { lockFolder } from '../../local/lock.ts';
import { runCommand, UserError } from '../command.ts';
import { copyStoredFiles } from './copy-files.ts';
import { checkedCounts, dataFile, storedFiles } from './data-file.ts';

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

await runCommand({
  name: 'restore',
  summary: 'Restores a backup into the data folder of a stopped one-process Parley.',
  options: {
    from: { type: 'string' },
    data: { type: 'string' },
    replace: { type: 'boolean' },
  },
  help: {
    from: 'The folder of the backup',
    data: 'The data folder (default ./.parley)',
    replace: 'Replaces existing data without asking',
  },
  run: async ({ from, data = '.parley', replace = false }) => {
    if (from === undefined) throw new UserError('--from must name the folder of a backup');
    const [source, folder] = [resolve(from), resolve(data)];
    if (source === folder) throw new UserError('--from must be another folder than --data');
    const { users, messages } = checkedCounts(join(source, dataFile));
    makeFolder(folder);
    const unlock = lock(folder);
    try {
      const file = join(folder, dataFile);
      if (existsSync(file) && !replace) await confirm(data);
      copyStoredFiles(join(source, storedFiles), join(folder, storedFiles), (done, all) =>
        console.log(`attachments: ${done} of ${all}`),
      );
      copyFileSync(join(source, dataFile), `${file}.draft`);
      // Otherwise SQLite would apply the old file's log to the new one.
      for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true });
      renameSync(`${file}.draft`, file);
      await endEverything({ TABLE_NAME: file });
      closeDatabase({ TABLE_NAME: file });
    } finally {
      unlock();
    }
    console.log(`${data} has ${users} users and ${messages} messages. Start it with npm start.`);
    console.log(
      'All users must sign in again, since sessions that ended after the backup must stay ended.',
    );
  },
});
