import { runCommand, UserError } from '../command.ts';

const timeOf = (text: string): Date => {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new UserError(`--at is no time: ${text}`);
  return time;
};

await runCommand({
  name: 'drill',
  summary:
    'Restores as a trial, beside what is used, and reports. One process: the last backup into a scratch folder, examined as by npm run doctor. A stage: its table, as it was at a time, into another table, compared with the table of the stage and deleted. Repeat an interrupted drill with the same options.',
  options: {
    data: { type: 'string' },
    from: { type: 'string' },
    stage: { type: 'string' },
    at: { type: 'string' },
    yes: { type: 'boolean' },
  },
  help: {
    data: 'The data folder of one process (default ./.parley), which gets the scratch folder',
    from: 'The backup or archive, or s3://bucket/prefix; of several the newest (default: where scheduled backups go)',
    stage: 'A stage on AWS whose table has point-in-time recovery, instead',
    at: 'The time to restore, such as 2026-11-29T12:00:00Z (default: the latest possible)',
    yes: 'Deletes the restored table without asking',
  },
  run: async ({ data = '.parley', from, stage, at, yes = false }) => {
    if (stage === undefined) {
      const { drillOneProcess } = await import('./one-process.ts');
      return drillOneProcess(data, from);
    }
    const { drillStage } = await import('./stage.ts');
    await drillStage(stage, { at: at === undefined ? null : timeOf(at), isSure: yes });
  },
});
