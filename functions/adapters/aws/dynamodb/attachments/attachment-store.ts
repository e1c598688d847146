import { totalBytes } from '#core/domain/attachment.ts';
import type { AttachmentStore } from '#core/ports/attachments.ts';
import { attachmentKey, ttlAttribute } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  absent,
  deleteOn,
  expiry,
  getItem,
  type Item,
  type Table,
  type TableEnv,
  tableOf,
  updateOn,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { attachmentItem, attachmentOf } from './attachment-item.ts';
import { countFiles, releaseFile, storeCounted, usedBytesOf } from './storage.ts';

const putNew = (Item: Item): Write => ({ Put: { Item, ConditionExpression: absent } });

/**
 * Attachments on DynamoDB. When an item is removed, a function on the table's stream deletes the bytes and
 * then releases the storage.
 */
export const dynamoAttachmentStore = (table: Table): AttachmentStore => ({
  put: async (attachments, limitBytes) => {
    const [first] = attachments;
    if (!first) return 'stored';
    const { ownerId } = first;
    const maxUsedBytes = limitBytes - totalBytes(attachments);
    const counting = countFiles(ownerId, attachments, maxUsedBytes);
    const items = attachments.map((attachment) => putNew(attachmentItem(attachment)));
    if (maxUsedBytes >= 0 && (await storeCounted(table, counting, items))) return 'stored';
    return { usedBytes: await usedBytesOf(table, ownerId) };
  },
  usedBytes: (ownerId) => usedBytesOf(table, ownerId),
  release: (file) => releaseFile(table, file),
  get: async (id) => attachmentOf(await getItem(table, attachmentKey(id)), table.clock.now()),
  complete: (id, { width, height, expiresAt }) => {
    const hasSize = width !== undefined && height !== undefined;
    const { exp, ttl } = expiry(expiresAt);
    return updateOn(table, attachmentKey(id), {
      UpdateExpression: `SET st = :complete, exp = :exp, #ttl = :ttl${hasSize ? ', w = :w, h = :h' : ''}`,
      ConditionExpression: 'st = :pending AND exp > :now',
      ExpressionAttributeNames: { '#ttl': ttlAttribute },
      ExpressionAttributeValues: {
        ':complete': 'complete',
        ':pending': 'pending',
        ':exp': exp,
        ':ttl': ttl,
        ':now': table.clock.now(),
        ...(hasSize && { ':w': width, ':h': height }),
      },
    });
  },
  discard: (id, state) =>
    deleteOn(table, attachmentKey(id), {
      ConditionExpression: 'st = :state',
      ExpressionAttributeValues: { ':state': state },
    }),
});

export const attachmentStore = (env: TableEnv): AttachmentStore =>
  dynamoAttachmentStore(tableOf(env));
