import { paginateScan } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { StoredFile } from '#core/domain/attachment.ts';
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

const isFile = 'begins_with(SK, :file)';
const isAttachmentOrFile = `SK = :attachment OR ${isFile}`;

/** All items that the filter accepts: stored files, and attachments if it names them. */
async function* itemsOf(
  { client, name }: Table,
  filter: typeof isFile | typeof isAttachmentOrFile,
): AsyncGenerator<Item> {
  const pages = paginateScan(
    { client },
    {
      TableName: name,
      ConsistentRead: true,
      FilterExpression: filter,
      ExpressionAttributeValues: {
        ':file': sortPrefix.files,
        ...(filter === isAttachmentOrFile && { ':attachment': attachmentKey('any').SK }),
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

/** The file of an item whose attachment is gone, e.g. because the stream stopped retrying; otherwise null. */
const leftFile = async (table: Table, item: Item): Promise<StoredFile | null> => {
  const { PK, SK, z: sizeBytes } = FileItem.parse(item);
  const { id, ownerId } = storedFileOf({ PK, SK });
  return (await getItem(table, attachmentKey(id))) ? null : { id, ownerId, sizeBytes };
};

/**
 * Files that still count although their attachments are gone: those whose removal failed, and those whose
 * removal is under way. Scans the whole table.
 */
export async function* leftFiles(table: Table): AsyncGenerator<StoredFile> {
  for await (const item of itemsOf(table, isFile)) {
    const file = await leftFile(table, item);
    if (file) yield file;
  }
}

/** Have the attachments from before the quota been counted? */
export const isStorageCounted = async (table: Table): Promise<boolean> =>
  (await getItem(table, storageCountKey)) !== null;

/**
 * Counts every uncounted attachment, and calls `release` for counted files without an attachment, since their
 * bytes may still exist. Scans the whole table. Idempotent, and safe while the table is in use.
 */
export const countStorage = async (
  table: Table,
  release = (file: StoredFile): Promise<void> => releaseFile(table, file),
): Promise<Readonly<Record<Outcome, number>>> => {
  const checkFile = async (item: Item): Promise<Outcome> => {
    const file = await leftFile(table, item);
    if (!file) return 'current';
    await release(file);
    return 'released';
  };
  const counts = { current: 0, counted: 0, released: 0 };
  for await (const item of itemsOf(table, isAttachmentOrFile)) {
    const isAttachment = item['SK'] === attachmentKey('any').SK;
    counts[await (isAttachment ? countAttachment(table, item) : checkFile(item))]++;
  }
  await putItem(table, { ...storageCountKey });
  return counts;
};
