import * as fc from 'fast-check';
import { test } from 'vitest';
import { reachesItsAudience } from '../../../test/property/support/audience/audience.ts';
import { openLocalHome } from '../../../test/property/support/local-home.ts';
import { agreesWithModel } from '../../../test/property/support/run.ts';
import { localStores } from '../../../test/support/ports/local-home.ts';

const timeout = 10 * 60_000;
// One seed: whether a mutant is noticed must not change from run to run. A failure need not be made small.
const parameters = {
  numRuns: Number(process.env['PARLEY_PROPERTY_RUNS'] ?? 25),
  seed: 7,
  endOnFailure: true,
};

test('the API answers as the model', { timeout }, async () => {
  await fc.assert(agreesWithModel(await openLocalHome()), parameters);
});

test('each frame goes to exactly whom it may reach', { timeout }, async () => {
  const stores = await localStores();
  await fc.assert(
    reachesItsAudience(async () => stores),
    parameters,
  );
});
