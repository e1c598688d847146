import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { localStores } from '../support/ports/local-home.ts';
import { seed } from './support/run.ts';
import { usesWhatIsStored } from './support/storage.ts';

const numRuns = 60;

test(`the counted storage equals the stored files (${numRuns} runs, seed ${seed})`, async () => {
  await fc.assert(usesWhatIsStored(localStores), { numRuns, seed });
});

test('the suite detects that a repeated event releases space twice', async () => {
  const broken = async () => {
    const stores = await localStores();
    const { attachments } = stores;
    let again = 0;
    const release = async ({ sizeBytes }: { readonly sizeBytes: number }) => {
      again += sizeBytes;
    };
    const usedBytes = async (ownerId: string) => (await attachments.usedBytes(ownerId)) - again;
    return { ...stores, attachments: { ...attachments, release, usedBytes } };
  };

  const failure = await fc
    .assert(usesWhatIsStored(broken), { numRuns: 60, seed: 1 })
    .catch((error: unknown) => error);

  expect(String(failure)).toContain('Property failed');
});
