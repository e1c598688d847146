import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyDatabase } from '../../local/backup/copy-database.ts';
import { copyStoredFiles } from '../../local/backup/copy-files.ts';
import { dataFile, storedFiles } from '../../local/backup/data-file.ts';
import { makeFolder } from '../../local/data-folder.ts';
import { runCommand, UserError } from '../command.ts';

await runCommand({
  name: 'backup',
  summary:
    'Copies a one-process Parley into a folder, also while it runs. A second backup into the same folder copies only new attachments.',
  options: { data: { type: 'string' }, to: { type: 'string' } },
  help: { data: 'The data folder (default ./.parley)', to: 'The folder of the backup' },
  run: async ({ data = '.parley', to }) => {
    if (to === undefined) throw new UserError('--to must name a folder for the backup');
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
  },
});
