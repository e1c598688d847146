import type { AttachmentStore } from '../../../core/ports/attachments.ts';
import { attachmentItem, attachmentOf } from './attachment-item.ts';
import { attachmentKey, ttlAttribute } from './keys.ts';
import {
  deleteOn,
  expiry,
  getItem,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
  updateOn,
} from './table.ts';

/** Attachments on DynamoDB: whenever an item is removed, the table's stream has its bytes removed. */
export const dynamoAttachmentStore = (table: Table): AttachmentStore => ({
  put: (attachment) => putItem(table, attachmentItem(attachment)),
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
