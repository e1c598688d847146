import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testsThatNeed } from '#scripts/deploy/left-out.ts';

const folder = new URL('../../e2e/', import.meta.url);
const sources = readdirSync(folder)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));

test('every test that needs more than ten concurrent functions is listed before a run without them', () => {
  const marks = sources.flatMap((text) => text.match(/lacks\('ten-at-once'\)/g) ?? []);
  const named = testsThatNeed('ten-at-once');

  expect(named.length).toBeGreaterThan(4);
  expect(named).toHaveLength(marks.length);
  expect(named).toContain('auth.test.ts: has one winner when ten requests race for a name');
});
