import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canaryMonth } from '#scripts/canary/cost.ts';
import type { MeasuredUnits } from '#scripts/cost/model.ts';
import { Settings } from '../../../lib/settings.ts';

const units = JSON.parse(readFileSync('scripts/cost/units.json', 'utf8')) as MeasuredUnits;
const description = Settings.shape.canaryMinutes.description ?? '';
const page = readFileSync('docs/deploy.md', 'utf8').replaceAll('\n', ' ');

test.each([
  ['the setting, every 15 minutes', description, 15],
  ['the page, every 15 minutes', page, 15],
  ['the page, every 5 minutes', page, 5],
])('%s: the stated cost is within a fifth of the model', (_, text, minutes) => {
  const [, stated] =
    new RegExp(`every ${minutes} minutes about \\$(\\d+\\.\\d\\d) a month`).exec(text) ?? [];

  expect(Number(stated) / canaryMonth(minutes, units)).toBeGreaterThan(0.8);
  expect(Number(stated) / canaryMonth(minutes, units)).toBeLessThan(1.25);
});
