import { runCommand, UserError } from '../command.ts';
import { moveUp } from './move.ts';

await runCommand({
  name: 'move-up',
  summary:
    'Moves everything of a one-process Parley to a new stage on AWS: makes it read-only, writes an archive, restores it into the stage, and compares all records. Repeat an interrupted move with the same options.',
  options: {
    'to-stage': { type: 'string' },
    archive: { type: 'string' },
    data: { type: 'string' },
  },
  help: {
    'to-stage': 'The stage, deployed and without users',
    archive: 'A folder for the archive, which stays after the move',
    data: 'The data folder of the one process (default ./.parley)',
  },
  run: async ({ 'to-stage': stage, archive, data = '.parley' }) => {
    if (stage === undefined) throw new UserError('--to-stage must name a deployed stage');
    if (archive === undefined) throw new UserError('--archive must name a folder for the archive');
    await moveUp(data, stage, archive);
  },
});
