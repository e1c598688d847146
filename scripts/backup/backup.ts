import { existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { makeFile, makeFolder } from '../../local/data-folder.ts';
import { runCommand, UserError } from '../command.ts';
import { copyStoredFiles } from './copy-files.ts';
import { checkedCounts, dataFile, storedFiles } from './data-file.ts';

const pagesAtOnce = 2_000;

/**
 * A consistent copy, made while the server writes. It gets its final name only when it is complete
 * and checked.
 */
const copyDatabase = async (from: string, to: string) => {
  const draft = `${to}.draft`;
  rmSync(draft, { force: true });
  makeFile(draft);
  const source = new DatabaseSync(from, { readOnly: true });
  try {
    // One snapshot for the whole copy: otherwise each write of the server would restart it.
    source.exec('BEGIN; SELECT count(*) FROM settings;');
    await backup(source, draft, {
      rate: pagesAtOnce,
      progress: ({ totalPages, remainingPages }) =>
        console.log(`data file: ${totalPages - remainingPages} of ${totalPages} pages`),
    });
  } finally {
    source.close();
  }
  const counts = checkedCounts(draft);
  renameSync(draft, to);
  return counts;
};

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
    const { users, messages } = await copyDatabase(file, join(target, dataFile));
    // After the data file, so that every attachment it names exists or was deleted meanwhile.
    const copied = copyStoredFiles(
      join(from, storedFiles),
      join(target, storedFiles),
      (done, all) => console.log(`attachments: ${done} of ${all}`),
    );
    console.log(`${to} has ${users} users and ${messages} messages; ${copied} attachments copied`);
    console.log(
      'It contains the key that signs sessions, and all messages: protect it like the data.',
    );
  },
});
