import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { attachmentOf } from './attachment-item.ts';
import { cancellationOf, isRefusal } from './failures.ts';
import { attachmentKey, sortPrefix, storageCountKey, storedFileKey, storedFileOf } from './keys.ts';
import { withRetries } from './retry.ts';
import { countFiles, releaseFile } from './storage.ts';
import { getItem, type Item, present, putItem, type Table, transact } from './table.ts';

/** `counted`: an attachment that did not count; `released`: one that did, and is gone. */
type Outcome = 'current' | 'counted' | 'released';

const FileItem = z.object({ PK: z.string(), SK: z.string(), z: z.int() });

/** Of attachments and of what counts them. */
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

/** An attachment from before the quota. One that is removed meanwhile is left alone. */
const countAttachment = async (table: Table, item: Item): Promise<Outcome> => {
  // Also one that has expired: its bytes are there until its item is swept away.
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

/** A file of which the attachment may be gone, when the stream has given up on it. */
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
 * Counts every attachment that does not count yet, and gives back what counts and is gone. Reads the whole
 * table. Safe to repeat, and while people use the table.
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
