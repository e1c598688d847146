import { resolve } from 'node:path';
import { runCommand, UserError } from '../command.ts';
import { isArchive } from './archive-folder.ts';
import { openDataFolder } from './data-folder.ts';
import { exportInto, printArchive } from './export-into.ts';

/** Loads the SDK of AWS only where it is used. */
const openStage = async (stage: string) => {
  const { outputsOfStage, stageSource } = await import('./stage.ts');
  return stageSource(stage, await outputsOfStage(stage));
};

await runCommand({
  name: 'export',
  summary:
    'Writes everything of a Parley into a folder, in the format of docs/portable-format.md. Repeat an interrupted export with the same options.',
  options: {
    all: { type: 'boolean' },
    data: { type: 'string' },
    stage: { type: 'string' },
    to: { type: 'string' },
  },
  help: {
    all: 'Of all users: required, since the folder then has the messages of all',
    data: 'The data folder of one process (default ./.parley)',
    stage: 'A stage on AWS instead of one process: make it read-only before',
    to: 'The folder to write',
  },
  run: async ({ all = false, data = '.parley', stage, to }) => {
    if (!all) throw new UserError('pass --all: the archive has the messages of all users');
    if (to === undefined) throw new UserError('--to must name a folder for the archive');
    const folder = resolve(to);
    if (isArchive(folder)) throw new UserError(`${to} has an archive already: name another folder`);
    const source = stage ? await openStage(stage) : openDataFolder(data);
    printArchive(to, await exportInto(source, folder));
  },
});
