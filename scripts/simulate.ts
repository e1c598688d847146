import { manyRuns } from './many-runs.ts';

manyRuns({
  name: 'simulate',
  summary:
    'Runs the simulator over many schedules; a failure prints the seed and the shortest schedule.',
  project: 'simulator',
  option: 'schedules',
  variable: 'PARLEY_SCHEDULES',
  usual: '5000',
});
