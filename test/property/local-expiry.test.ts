import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { localStores } from '../support/ports/local-home.ts';
import { hidesExpired } from './support/expiry/hides-expired.ts';
import { seed } from './support/run.ts';

const numRuns = 20;

test(`nobody sees what has expired, and everybody the rest (${numRuns} runs, seed ${seed})`, async () => {
  await fc.assert(hidesExpired(localStores), { numRuns, seed });
});

test('the suite detects a search that finds what has expired', async () => {
  const broken = async () => {
    const stores = await localStores();
    const { conversations } = stores;
    const kept = new Map<string, Awaited<ReturnType<typeof conversations.search>>>();
    const search: typeof conversations.search = async (userId, request) => {
      const found = await conversations.search(userId, request);
      const before = kept.get(userId);
      if (before && before.items.length > found.items.length) return before;
      kept.set(userId, found);
      return found;
    };
    const stale = Object.assign(Object.create(conversations), { search });
    return { ...stores, conversations: stale as typeof conversations };
  };

  const failure = await fc
    .assert(hidesExpired(broken), { numRuns: 60, seed: 1 })
    .catch((error: unknown) => error);

  expect(String(failure)).toContain('Property failed');
});
