import { describe, expect, it } from 'vitest';
import { type Kept, rememberKept } from '#scripts/deploy/adopt/kept.ts';

const kept: Kept = { TableName: 'table', UploadBucketName: 'bucket', UserPoolId: 'pool' };

/** A store with these names, and what was written to it. */
const storeWith = (stored: Kept | null) => {
  const written: Kept[] = [];
  return {
    written,
    remember: async (names: Kept): Promise<void> => void written.push(names),
    read: async (): Promise<Kept | null> => written.at(-1) ?? stored,
  };
};

describe('the names of what a removed stage keeps', () => {
  it('are stored while its outputs exist', async () => {
    const store = storeWith(null);

    expect(await rememberKept(store, { ...kept, ApiUrl: 'https://example.org' })).toEqual(kept);
    expect(store.written).toEqual([kept]);
  });

  it.each([
    ['all', {}],
    ['some', { TableName: 'table', UploadBucketName: 'bucket' }],
  ])(
    'are the stored ones if an interrupted removal has deleted %s of the outputs',
    async (_what, outputs) => {
      const store = storeWith(kept);

      expect(await rememberKept(store, outputs)).toEqual(kept);
      expect(store.written).toEqual([]);
    },
  );

  it('are empty for a stage that never existed', async () => {
    expect(await rememberKept(storeWith(null), {})).toBeNull();
  });
});
