import { runCommand, UserError } from '../command.ts';
import { moveDown } from './move.ts';

await runCommand({
  name: 'move-down',
  summary:
    'Moves everything of a stage on AWS into a new data folder of one process: makes the stage read-only, writes an archive, restores it, and compares all records. Repeat an interrupted move with the same options.',
  options: {
    'from-stage': { type: 'string' },
    archive: { type: 'string' },
    data: { type: 'string' },
  },
  help: {
    'from-stage': 'The stage to leave',
    archive: 'A folder for the archive, which stays after the move',
    data: 'The new data folder (default ./.parley)',
  },
  run: async ({ 'from-stage': stage, archive, data = '.parley' }) => {
    if (stage === undefined) throw new UserError('--from-stage must name a deployed stage');
    if (archive === undefined) throw new UserError('--archive must name a folder for the archive');
    await moveDown(stage, data, archive);
  },
});
