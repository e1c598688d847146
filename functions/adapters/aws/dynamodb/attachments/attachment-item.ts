import * as z from 'zod';
import { type Attachment, attachmentStates } from '#core/domain/attachment.ts';
import type { Message } from '#core/domain/message.ts';
import { attachmentKey, ttlAttribute } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { expiry, type Item, type Write } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { recordingOf, StoredRecording, storedRecording } from './recording-item.ts';

const AttachmentItem = z.object({
  /** functions/triggers/remove-bytes reads `id`, `o` and `z` from the table's stream. */
  id: z.string(),
  /** Owner, file name, type and size in bytes. */
  o: z.string(),
  f: z.string(),
  t: z.string(),
  z: z.int(),
  w: z.int().exactOptional(),
  h: z.int().exactOptional(),
  rec: StoredRecording.exactOptional(),
  st: z.enum(attachmentStates),
  /** The message with this attachment: conversation and sequence number. */
  conv: z.string().optional(),
  seq: z.int().optional(),
  at: z.number(),
  exp: z.number(),
});

/** Null if missing or expired unsent: DynamoDB may retain expired items for days. */
export const attachmentOf = (item: Item | null | undefined, now: number): Attachment | null => {
  if (!item) return null;
  const { id, o, f, t, z: size, w, h, rec, st, conv, seq, at, exp } = AttachmentItem.parse(item);
  if (st !== 'sent' && exp <= now) return null;
  return {
    id,
    ownerId: o,
    filename: f,
    mime: t,
    sizeBytes: size,
    ...(w !== undefined && { width: w }),
    ...(h !== undefined && { height: h }),
    ...(rec && { recording: recordingOf(rec) }),
    state: st,
    sentIn: conv !== undefined && seq !== undefined ? { conversationId: conv, seq } : null,
    createdAt: at,
    expiresAt: exp,
  };
};

/** An unsent attachment has a TTL: DynamoDB removes it some time after it has expired. */
export const attachmentItem = (attachment: Attachment): Item => ({
  ...attachmentKey(attachment.id),
  id: attachment.id,
  o: attachment.ownerId,
  f: attachment.filename,
  t: attachment.mime,
  z: attachment.sizeBytes,
  w: attachment.width,
  h: attachment.height,
  rec: attachment.recording && storedRecording(attachment.recording),
  st: attachment.state,
  conv: attachment.sentIn?.conversationId,
  seq: attachment.sentIn?.seq,
  at: attachment.createdAt,
  ...(attachment.state === 'sent' ? { exp: attachment.expiresAt } : expiry(attachment.expiresAt)),
});

/** Attaches it to this message for good, unless it was attached or removed meanwhile. */
export const attachTo = (message: Message, id: string, now: number): Write => ({
  Update: {
    Key: attachmentKey(id),
    UpdateExpression: 'SET st = :sent, conv = :conv, seq = :seq REMOVE #ttl',
    ConditionExpression: 'st = :complete AND exp > :now',
    ExpressionAttributeNames: { '#ttl': ttlAttribute },
    ExpressionAttributeValues: {
      ':sent': 'sent',
      ':complete': 'complete',
      ':conv': message.conversationId,
      ':seq': message.seq,
      ':now': now,
    },
  },
});

/** Removes the item with its message; the table's stream triggers the removal of the bytes. */
export const detach = (id: string): Write => ({ Delete: { Key: attachmentKey(id) } });
