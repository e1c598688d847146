import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyDatabase } from '../../local/backup/copy-database.ts';
import { copyStoredFiles } from '../../local/backup/copy-files.ts';
import { dataFile, storedFiles } from '../../local/backup/data-file.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { runCommand, UserError } from '../command.ts';

const backUpFolder = async (data: string, to: string): Promise<void> => {
  const [from, target] = [resolve(data), resolve(to)];
  if (from === target) throw new UserError('--to must be another folder than --data');
  const file = join(from, dataFile);
  if (!existsSync(file)) throw new UserError(`there is no data file in ${data}: see --data`);
  makeFolder(target);
  const { users, messages } = await copyDatabase(file, join(target, dataFile), console.log);
  // After the data file, so that every attachment it names exists or was deleted meanwhile.
  const [stored, copies] = [join(from, storedFiles), join(target, storedFiles)];
  const copied = copyStoredFiles(stored, copies, console.log);
  console.log(`${to} has ${users} users and ${messages} messages; ${copied} attachments copied`);
  console.log(
    'It contains the key that signs sessions, and all messages: protect it like the data.',
  );
};

await runCommand({
  name: 'backup',
  summary:
    'Copies a one-process Parley into a folder, also while it runs; a second backup into the same folder copies only new attachments. With --stage, writes a stage on AWS into a new folder, in the format of docs/portable-format.md. Repeat an interrupted backup with the same options.',
  options: {
    data: { type: 'string' },
    stage: { type: 'string' },
    to: { type: 'string' },
    yes: { type: 'boolean' },
  },
  help: {
    data: 'The data folder (default ./.parley)',
    stage: 'A stage on AWS instead: it is read-only while its table is read',
    to: 'The folder of the backup',
    yes: 'Makes the stage read-only without asking',
  },
  run: async ({ data = '.parley', stage, to, yes = false }) => {
    if (to === undefined) throw new UserError('--to must name a folder for the backup');
    if (stage === undefined) await backUpFolder(data, to);
    else await (await import('./stage.ts')).backUpStage(stage, to, yes);
  },
});
