import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLocalHome } from './support/local-home.ts';
import { agreesWithModel, seed } from './support/run.ts';
import { openBrokenHome, sabotages } from './support/sabotage.ts';

/** `npm run check:long` runs thousands. */
const numRuns = Number(process.env['PARLEY_PROPERTY_RUNS'] ?? 300);
const timeout = 60 * 60_000;

test(`on SQLite the API answers like the model (${numRuns} runs, seed ${seed})`, {
  timeout,
}, async () => {
  const home = await openLocalHome();
  await fc.assert(agreesWithModel(home), { numRuns, seed });
});

describe('the model disagrees when', () => {
  test.each(Object.entries(sabotages))('%s', { timeout }, async (_what, sabotage) => {
    const home = await openBrokenHome(sabotage);
    const outcome = await fc.check(agreesWithModel(home), {
      numRuns: 300,
      seed: 1,
      endOnFailure: true,
    });

    expect(String(outcome.errorInstance)).not.toContain('internal_error');
    expect(outcome.failed).toBe(true);
  });
});
