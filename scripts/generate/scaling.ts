import { readFileSync } from 'node:fs';
import type { MeasuredUnits } from '#scripts/cost/model.ts';
import { scalingTables } from '#scripts/scaling/tables.ts';
import { partCommand } from './part-command.ts';

const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;

await partCommand({
  name: 'generate -- scaling',
  summary:
    'Simulates the busiest minutes of four sizes and a loss of all sockets, and writes the tables into docs/scaling.md.',
  file: 'docs/scaling.md',
  part: 'scaling',
  text: scalingTables(units, 20261129),
});
