import { storedKey } from '#core/domain/attachment.ts';
import type { ArchiveSource, ArchiveTarget } from '#core/ports/archive.ts';
import { tableTarget } from '#functions/adapters/aws/archive/table-target.ts';
import { countedIds } from '../fakes.ts';
import { memoryBlobs } from '../memory-blobs.ts';
import { memoryIdentities } from '../memory-identities.ts';
import { type dynamoHome, testRing } from '../ports/dynamo-home.ts';

/** A table without users, and the target of a restore into it. */
export const emptyStageOn = async (home: ReturnType<typeof dynamoHome>) => {
  const stores = await home.openStores();
  const bytes = memoryBlobs();
  const { identities, passwords } = memoryIdentities(stores.clock);
  const known = [...passwords.keys()];
  const blobs: Pick<ArchiveSource, 'openBlob'> & Pick<ArchiveTarget, 'hasBlob' | 'putBlob'> = {
    openBlob: async (id) => {
      const found = await bytes.blobs.read(storedKey(id));
      return (
        found &&
        (async function* () {
          yield found.bytes;
        })()
      );
    },
    hasBlob: async ({ id }) => bytes.keys().includes(storedKey(id)),
    putBlob: async ({ id, open }) => {
      for await (const chunk of open()) bytes.uploaded(storedKey(id), chunk);
    },
  };
  const listIds = async () => ({ ids: known, nextCursor: null });
  const target = tableTarget({
    table: stores.table,
    blobs,
    identities: { ...identities, listIds },
    ids: countedIds(7),
    factorRing: async () => testRing,
  });
  return { stores, bytes, target, passwords };
};
