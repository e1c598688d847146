import { manyRuns } from './many-runs.ts';

manyRuns({
  help: `Runs the simulator over many schedules; a failure prints the seed and the shortest schedule.

Usage: npm run simulate -- [--schedules 5000] [--seed N]
`,
  project: 'simulator',
  option: 'schedules',
  variable: 'PARLEY_SCHEDULES',
  usual: '5000',
});
