import * as z from 'zod';
import type { StoredFile } from '../../../core/domain/attachment.ts';
import { totalBytes } from '../../../core/domain/attachment.ts';
import { cancellationOf, isRefusal } from './failures.ts';
import { storedFileKey, usedStorageKey } from './keys.ts';
import { withRetries } from './retry.ts';
import { absent, getItem, present, type Table, transact, type Write } from './table.ts';

/**
 * What the files of a user take. `USED` is the sum of the owner's `FILE#` items: each is written with the
 * attachment's item, and removed once, whatever the table's stream repeats.
 */
const UsedItem = z.object({ used: z.int() });

/** Consistent. */
export const usedBytesOf = async (table: Table, ownerId: string): Promise<number> => {
  const item = await getItem(table, usedStorageKey(ownerId));
  return item ? UsedItem.parse(item).used : 0;
};

/** What counts files of one owner. `mostBytes`: what may be used before, where there is a limit. */
export const countFiles = (
  ownerId: string,
  files: readonly StoredFile[],
  mostBytes = Number.MAX_SAFE_INTEGER,
): Write[] => [
  {
    Update: {
      Key: usedStorageKey(ownerId),
      UpdateExpression: 'SET used = if_not_exists(used, :zero) + :bytes',
      ConditionExpression: 'attribute_not_exists(used) OR used <= :most',
      ExpressionAttributeValues: {
        ':zero': 0,
        ':bytes': totalBytes(files),
        ':most': mostBytes,
      },
    },
  },
  ...files.map(
    ({ id, sizeBytes }): Write => ({
      Put: {
        Item: { ...storedFileKey(ownerId, id), z: sizeBytes },
        ConditionExpression: absent,
      },
    }),
  ),
];

/** Gives back what a file takes that is gone. Does nothing for one that does not count (any more). */
export const releaseFile = (table: Table, { id, ownerId, sizeBytes }: StoredFile): Promise<void> =>
  withRetries(table.clock, async () => {
    try {
      await transact(table, [
        { Delete: { Key: storedFileKey(ownerId, id), ConditionExpression: present } },
        {
          Update: {
            Key: usedStorageKey(ownerId),
            UpdateExpression: 'SET used = used - :bytes',
            ExpressionAttributeValues: { ':bytes': sizeBytes },
          },
        },
      ]);
    } catch (error) {
      const [file] = cancellationOf(error) ?? [];
      if (file === undefined || !isRefusal(file)) throw error;
    }
  });

/**
 * Stores what counts files, with `others` in the same transaction. False when the limit forbids it.
 * `others` are new: when one is there, an earlier try has stored them, and its answer was lost.
 */
export const storeCounted = (
  table: Table,
  counting: readonly Write[],
  others: readonly Write[],
): Promise<boolean> =>
  withRetries(table.clock, async () => {
    try {
      await transact(table, [...counting, ...others]);
      return true;
    } catch (error) {
      const [used, ...items] = cancellationOf(error) ?? [];
      if (items.some(isRefusal)) return true;
      if (used === undefined || !isRefusal(used)) throw error;
      return false;
    }
  });
