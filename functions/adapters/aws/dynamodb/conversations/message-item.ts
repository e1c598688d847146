import * as z from 'zod';
import { changeKinds } from '#contracts/closed-lists.ts';
import type { LogRecord, Message, MessageAttachment, SentGuard } from '#core/domain/message.ts';
import {
  recordingOf,
  StoredRecording,
  storedRecording,
} from '#functions/adapters/aws/dynamodb/attachments/recording-item.ts';
import {
  conversationIdOf,
  guardKey,
  messageKey,
  recordKey,
  seqOf,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { expiry, type Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

/**
 * Attribute names are short, since they are billed with every message. Null and empty values are not
 * stored.
 */
const MessageItem = z.object({
  PK: z.string(),
  SK: z.string(),
  rev: z.int(),
  s: z.string(),
  r: z.string(),
  c: z.string().optional(),
  att: z
    .array(
      z.object({
        id: z.string(),
        filename: z.string(),
        mime: z.string(),
        sizeBytes: z.int(),
        width: z.int().exactOptional(),
        height: z.int().exactOptional(),
        rec: StoredRecording.exactOptional(),
      }),
    )
    .optional(),
  /** Reactions. */
  rx: z.array(z.object({ userId: z.string(), emoji: z.string() })).optional(),
  re: z.string().optional(),
  /** Forwarded. */
  fw: z.literal(true).optional(),
  cid: z.string(),
  /** Times: read, edited, deleted, created, updated. */
  rd: z.number().optional(),
  ed: z.number().optional(),
  del: z.number().optional(),
  at: z.number(),
  up: z.number(),
  n: z.int().optional(),
});

const storedAttachment = ({ recording, ...attachment }: MessageAttachment) => ({
  ...attachment,
  ...(recording && { rec: storedRecording(recording) }),
});

export const messageOf = (item: Item): Message => {
  const stored = MessageItem.parse(item);
  return {
    conversationId: conversationIdOf(stored),
    seq: seqOf(stored),
    rev: stored.rev,
    senderId: stored.s,
    receiverId: stored.r,
    content: stored.c ?? null,
    attachments: (stored.att ?? []).map(({ rec, ...attachment }) => ({
      ...attachment,
      ...(rec && { recording: recordingOf(rec) }),
    })),
    reactions: stored.rx ?? [],
    replyToId: stored.re ?? null,
    ...(stored.fw && { isForwarded: true }),
    clientId: stored.cid,
    readAt: stored.rd ?? null,
    editedAt: stored.ed ?? null,
    edits: stored.n ?? 0,
    deletedAt: stored.del ?? null,
    createdAt: stored.at,
    updatedAt: stored.up,
  };
};

export const messageItem = (message: Message): Item => ({
  ...messageKey(message.conversationId, message.seq),
  rev: message.rev,
  s: message.senderId,
  r: message.receiverId,
  c: message.content ?? undefined,
  att: message.attachments.length > 0 ? message.attachments.map(storedAttachment) : undefined,
  rx: message.reactions.length > 0 ? message.reactions : undefined,
  re: message.replyToId ?? undefined,
  fw: message.isForwarded,
  cid: message.clientId,
  rd: message.readAt ?? undefined,
  ed: message.editedAt ?? undefined,
  del: message.deletedAt ?? undefined,
  at: message.createdAt,
  up: message.updatedAt,
  n: message.edits || undefined,
});

/** Filters messages that the reader has neither read individually nor lost by deletion. */
export const unreadFilter = (readerId: string) => ({
  expression: 'r = :reader AND attribute_not_exists(rd) AND attribute_not_exists(del)',
  values: { ':reader': readerId },
});

const RecordItem = z.object({
  PK: z.string(),
  SK: z.string(),
  kind: z.enum(changeKinds),
  msg: z.int(),
});

export const recordOf = (item: Item): LogRecord => {
  const stored = RecordItem.parse(item);
  return { seq: seqOf(stored), kind: stored.kind, messageSeq: stored.msg };
};

export const recordItem = (conversationId: string, record: LogRecord): Item => ({
  ...recordKey(conversationId, record.seq),
  kind: record.kind,
  msg: record.messageSeq,
});

const GuardItem = z.object({ seq: z.int(), hash: z.string(), exp: z.number() });

/** Null if expired: DynamoDB may retain expired items for days. */
export const guardOf = (
  item: Item | undefined,
  sent: Pick<SentGuard, 'senderId' | 'clientId'>,
  now: number,
): SentGuard | null => {
  if (!item) return null;
  const { seq, hash, exp } = GuardItem.parse(item);
  return exp > now ? { ...sent, seq, requestHash: hash, expiresAt: exp } : null;
};

export const guardItem = (conversationId: string, guard: SentGuard): Item => ({
  ...guardKey(conversationId, guard.senderId, guard.clientId),
  seq: guard.seq,
  hash: guard.requestHash,
  ...expiry(guard.expiresAt),
});
