import { manyRuns } from './many-runs.ts';

manyRuns({
  name: 'property',
  summary:
    'Compares the API with a plain model over many random sequences of calls; a failure prints the seed and the shortest sequence.',
  project: 'property-local',
  option: 'runs',
  variable: 'PARLEY_PROPERTY_RUNS',
  usual: '5000',
});
