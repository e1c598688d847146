import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { cancellationOf, isRefusal } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import {
  attachmentKey,
  sortPrefix,
  storageCountKey,
  storedFileKey,
  storedFileOf,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  getItem,
  type Item,
  present,
  putItem,
  type Table,
  transact,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { attachmentOf } from './attachment-item.ts';
import { countFiles, releaseFile } from './storage.ts';

/** `counted`: an attachment that was not counted before; `released`: a counted one that no longer exists. */
type Outcome = 'current' | 'counted' | 'released';

const FileItem = z.object({ PK: z.string(), SK: z.string(), z: z.int() });

/** All attachment items and stored-file items. */
async function* itemsOf({ client, name }: Table): AsyncGenerator<Item> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      FilterExpression: 'SK = :attachment OR begins_with(SK, :file)',
      ExpressionAttributeValues: {
        ':attachment': attachmentKey('any').SK,
        ':file': sortPrefix.files,
      },
    },
  );
  for await (const { Items = [] } of pages) yield* Items;
}

/** Counts an attachment from before the quota, unless it is removed meanwhile. */
const countAttachment = async (table: Table, item: Item): Promise<Outcome> => {
  // Includes expired attachments: their bytes exist until the item is deleted.
  const attachment = attachmentOf(item, Number.NEGATIVE_INFINITY);
  if (!attachment) return 'current';
  const { id, ownerId } = attachment;
  if (await getItem(table, storedFileKey(ownerId, id))) return 'current';
  return withRetries(table.clock, async () => {
    try {
      const exists = { Key: attachmentKey(id), ConditionExpression: present };
      await transact(table, [...countFiles(ownerId, [attachment]), { ConditionCheck: exists }]);
      return 'counted';
    } catch (error) {
      if (cancellationOf(error)?.some(isRefusal)) return 'current';
      throw error;
    }
  });
};

/** Releases a file whose attachment is gone, e.g. after the stream gave up on it. */
const checkFile = async (table: Table, item: Item): Promise<Outcome> => {
  const { PK, SK, z: sizeBytes } = FileItem.parse(item);
  const { id, ownerId } = storedFileOf({ PK, SK });
  if (await getItem(table, attachmentKey(id))) return 'current';
  await releaseFile(table, { id, ownerId, sizeBytes });
  return 'released';
};

/** Have the attachments from before the quota been counted? */
export const isStorageCounted = async (table: Table): Promise<boolean> =>
  (await getItem(table, storageCountKey)) !== null;

/**
 * Counts every uncounted attachment, and releases counted ones that are gone. Scans the whole table.
 * Idempotent, and safe while the table is in use.
 */
export const countStorage = async (table: Table): Promise<Readonly<Record<Outcome, number>>> => {
  const counts = { current: 0, counted: 0, released: 0 };
  for await (const item of itemsOf(table)) {
    const isAttachment = item['SK'] === attachmentKey('any').SK;
    counts[await (isAttachment ? countAttachment : checkFile)(table, item)]++;
  }
  await putItem(table, { ...storageCountKey });
  return counts;
};
