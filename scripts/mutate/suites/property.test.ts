import * as fc from 'fast-check';
import { test } from 'vitest';
import { reachesItsAudience } from '#test/property/support/audience/audience.ts';
import { openLocalHome } from '#test/property/support/local-home.ts';
import { agreesWithModel } from '#test/property/support/run.ts';
import { memoryStores } from '../memory-stores.ts';

const timeout = 10 * 60_000;
// Failures need not be shrunk.
const parameters = {
  numRuns: Number(process.env['PARLEY_PROPERTY_RUNS'] ?? 25),
  seed: 7,
  endOnFailure: true,
};

test('the API answers as the model', { timeout }, async () => {
  await fc.assert(agreesWithModel(await openLocalHome()), parameters);
});

test('each frame goes to exactly whom it may reach', { timeout }, async () => {
  const stores = await memoryStores();
  await fc.assert(
    reachesItsAudience(async () => stores),
    parameters,
  );
});
