import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localStores } from '../support/ports/local-home.ts';
import type { Stores } from '../support/ports/stores.ts';
import { reachesItsAudience } from './support/audience/audience.ts';
import { seed } from './support/run.ts';

const numRuns = Number(process.env['PARLEY_PROPERTY_RUNS'] ?? 300);

test(`each frame reaches exactly its recipients, on SQLite (${numRuns} runs, seed ${seed})`, {
  timeout: 60 * 60_000,
}, async () => {
  const stores = await localStores();
  const kinds = new Set<string>();

  await fc.assert(
    reachesItsAudience(
      async () => stores,
      (steps) => {
        for (const { kind } of steps) kinds.add(kind);
      },
    ),
    { numRuns, seed },
  );

  expect(kinds.size).toBe(18);
});

/** Stores that omit blocks, in one of the queries of the use cases. */
const sabotages: Readonly<Record<string, (stores: Stores) => Partial<Stores>>> = {
  'presence asks nobody who has blocked whom': ({ blocks }) => ({
    blocks: { ...blocks, listBlockedEitherWay: async () => [] },
  }),
  'reads and deletions ask nobody who has blocked whom': ({ blocks }) => ({
    blocks: { ...blocks, isBlockedBetween: async () => false },
  }),
  'a send is decided as if there were no block': ({ conversations }) => ({
    conversations: new Proxy(conversations, {
      get: (real, name: keyof typeof conversations) =>
        name === 'change'
          ? (((request, decide) =>
              real.change(request, (snapshot) =>
                decide({ ...snapshot, isBlocked: false }),
              )) satisfies typeof real.change)
          : real[name].bind(real),
    }),
  }),
};

describe('the model disagrees when', () => {
  test.each(Object.entries(sabotages))('%s', async (_what, sabotage) => {
    const stores = await localStores();
    const broken = { ...stores, ...sabotage(stores) };

    const outcome = await fc.check(
      reachesItsAudience(async () => broken),
      { numRuns: 300, seed: 1, endOnFailure: true },
    );

    expect(outcome.failed).toBe(true);
    expect(outcome.errorInstance).toMatchObject({ name: 'AssertionError' });
  });
});
