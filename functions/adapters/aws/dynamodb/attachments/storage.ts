import * as z from 'zod';
import type { StoredFile } from '#core/domain/attachment.ts';
import { totalBytes } from '#core/domain/attachment.ts';
import { cancellationOf, isRefusal } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { storedFileKey, usedStorageKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  absent,
  getItem,
  present,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

/**
 * The storage used by a user's files. `USED` is the sum of the owner's `FILE#` items. Each of them is
 * written with its attachment, and removed once even if the stream repeats a record.
 */
const UsedItem = z.object({ used: z.int() });

/** Strongly consistent. */
export const usedBytesOf = async (table: Table, ownerId: string): Promise<number> => {
  const item = await getItem(table, usedStorageKey(ownerId));
  return item ? UsedItem.parse(item).used : 0;
};

/**
 * Writes that count files of one owner. `maxUsedBytes`: the highest usage before these files that the limit
 * allows.
 */
export const countFiles = (
  ownerId: string,
  files: readonly StoredFile[],
  maxUsedBytes = Number.MAX_SAFE_INTEGER,
): Write[] => [
  {
    Update: {
      Key: usedStorageKey(ownerId),
      UpdateExpression: 'SET used = if_not_exists(used, :zero) + :bytes',
      ConditionExpression: 'attribute_not_exists(used) OR used <= :max',
      ExpressionAttributeValues: {
        ':zero': 0,
        ':bytes': totalBytes(files),
        ':max': maxUsedBytes,
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

/** Releases the storage of a removed file. Does nothing for an uncounted or already released one. */
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
 * Counts files, with `others` in the same transaction; false if the limit forbids it. If an item of
 * `others` exists, an earlier try has stored them, and its response was lost.
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
