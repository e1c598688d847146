import { runCommand, UserError } from '../command.ts';
import { setReadOnly } from './one-process.ts';

await runCommand({
  name: 'read-only',
  summary:
    'Makes a Parley read-only, for example while it moves: people read, changes are refused with 503 and words, clients keep unsent messages. Ends when no change is running.',
  options: {
    on: { type: 'boolean' },
    off: { type: 'boolean' },
    data: { type: 'string' },
    stage: { type: 'string' },
  },
  help: {
    on: 'Refuses changes; lasts over restarts of one process, and on AWS until the next deploy',
    off: 'Accepts changes again',
    data: 'The data folder of one process (default ./.parley)',
    stage: 'A stage on AWS instead',
  },
  run: async ({ on = false, off = false, data = '.parley', stage }) => {
    if (on === off) throw new UserError('pass --on or --off');
    if (stage === undefined) await setReadOnly(data, on);
    else await (await import('./stage.ts')).setStageReadOnly(stage, on);
    console.log(`${stage ?? data} ${on ? 'is read-only' : 'accepts changes'}`);
  },
});
