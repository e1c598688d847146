import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { type Counts, checkedCounts, dataFile } from '../../local/backup/data-file.ts';
import { s3Location } from '../../local/backup/names.ts';
import { restoreInto } from '../../local/backup/restore-into.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { isArchive } from '../archive/archive-folder.ts';
import { restoreDataFolder } from '../archive/data-folder.ts';
import { progress } from '../archive/progress.ts';
import { runCommand, UserError } from '../command.ts';
import { lockStopped } from './lock-stopped.ts';
import { newestOf } from './newest-of.ts';

const confirm = async (data: string): Promise<void> => {
  if (!process.stdin.isTTY) throw new UserError(`${data} has data already: pass --replace`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`This replaces all data in ${data}. Type yes: `);
  terminal.close();
  if (answer.trim() !== 'yes') throw new UserError('nothing was changed');
};

/** Restores a copy of a data folder. */
const restoreBackup = async (source: string, folder: string, counts: Counts): Promise<Counts> => {
  await restoreInto(source, folder, { report: console.log });
  return counts;
};

/** Restores an archive of either home. */
const restorePortable = async (source: string, folder: string): Promise<Counts> => {
  const { files } = await restoreDataFolder(source, folder, progress());
  return { users: files.people.count, messages: files.messages.count };
};

/** Downloads a scheduled backup into the data folder, restores it, and removes the download. */
const restoreFromBucket = async (from: string, folder: string): Promise<Counts> => {
  const { fetchFromS3 } = await import('../../local/backup/back-up-to-s3.ts');
  const source = join(folder, '.restore');
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { mode: 0o700 });
  try {
    console.log(`downloaded ${await fetchFromS3(from, source)}`);
    return await restoreBackup(source, folder, checkedCounts(join(source, dataFile)));
  } finally {
    rmSync(source, { recursive: true, force: true });
  }
};

/** Checks what is to be restored; returns the function that restores it. @throws UserError */
const openSource = (from: string, folder: string): (() => Promise<Counts>) => {
  if (s3Location(from)) return () => restoreFromBucket(from, folder);
  const source = newestOf(resolve(from));
  if (source === folder) throw new UserError('--from must be another folder than --data');
  if (isArchive(source)) return () => restorePortable(source, folder);
  const counts = checkedCounts(join(source, dataFile));
  if (source !== resolve(from)) console.log(`restoring ${source}`);
  return () => restoreBackup(source, folder, counts);
};

await runCommand({
  name: 'restore',
  summary:
    'Restores a backup, or an archive of either home, into the data folder of a stopped one-process Parley or into a stage without users. Repeat an interrupted restore with the same options.',
  options: {
    from: { type: 'string' },
    data: { type: 'string' },
    stage: { type: 'string' },
    replace: { type: 'boolean' },
  },
  help: {
    from: 'The folder of the backup or archive, or s3://bucket/prefix; of several scheduled backups the newest',
    data: 'The data folder (default ./.parley)',
    stage: 'A deployed stage without users instead of a data folder, from an archive',
    replace: 'Replaces existing data without asking',
  },
  run: async ({ from, data = '.parley', stage, replace = false }) => {
    if (from === undefined) throw new UserError('--from must name the folder of a backup');
    if (stage !== undefined) {
      if (replace) {
        throw new UserError('--replace is for one process: a stage must have no users');
      }
      return (await import('./stage.ts')).restoreStage(resolve(from), stage);
    }
    const folder = resolve(data);
    const restore = openSource(from, folder);
    makeFolder(folder);
    const unlock = lockStopped(folder);
    try {
      if (existsSync(join(folder, dataFile)) && !replace) await confirm(data);
      const { users, messages } = await restore();
      console.log(`${data} has ${users} users and ${messages} messages. Start it with npm start.`);
    } finally {
      unlock();
    }
    console.log(
      'All users must sign in again, since sessions that ended after the backup must stay ended.',
    );
  },
});
