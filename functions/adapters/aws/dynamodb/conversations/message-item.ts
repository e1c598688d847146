import * as z from 'zod';
import { changeKinds } from '#contracts/closed-lists.ts';
import { afterOf, storedAfter } from '#contracts/http/disappearing/times.ts';
import type { LogRecord, Message, MessageAttachment, SentGuard } from '#core/domain/message.ts';
import {
  recordingOf,
  StoredRecording,
  storedRecording,
} from '#functions/adapters/aws/dynamodb/attachments/recording-item.ts';
import { waitingKey } from '#functions/adapters/aws/dynamodb/table/expiry-keys.ts';
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
  /** When it expires. */
  x: z.number().optional(),
  /** A notice: the time that was set, or 0. */
  nt: z.int().optional(),
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
    ...(stored.x !== undefined && { expiresAt: stored.x }),
    ...(stored.nt !== undefined && {
      notice: { kind: 'disappearing' as const, after: afterOf(stored.nt) },
    }),
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
  x: message.expiresAt,
  nt: message.notice && storedAfter(message.notice.after),
});

/** An item beside a message that waits for its expiry, sorted by that time; removed with its content. */
export const waitingItem = ({ conversationId, seq, expiresAt = 0 }: Message): Item =>
  waitingKey(conversationId, expiresAt, seq);

const unread = 'r = :reader AND attribute_not_exists(rd) AND attribute_not_exists(del)';

/** Filters messages that count as unread in the stored conversation: those that have expired, until they are removed. */
export const countedFilter = (readerId: string) => ({
  expression: unread,
  values: { ':reader': readerId },
});

/** Filters messages that the reader has neither read individually nor lost by deletion or expiry. */
export const unreadFilter = (readerId: string, now: number) => ({
  expression: `${unread} AND (attribute_not_exists(x) OR x > :now)`,
  values: { ':reader': readerId, ':now': now },
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
