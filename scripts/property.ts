import { manyRuns } from './many-runs.ts';

manyRuns({
  help: `Compares the API with a plain model over many random sequences of calls; a failure prints the seed
and the shortest sequence.

Usage: npm run property -- [--runs 5000] [--seed N]
`,
  project: 'property-local',
  option: 'runs',
  variable: 'PARLEY_PROPERTY_RUNS',
  usual: '5000',
});
