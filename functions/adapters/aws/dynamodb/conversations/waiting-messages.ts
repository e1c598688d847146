import type { Conversation } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { expiryChange } from '#core/domain/visibility/expiry-change.ts';
import { batchGet } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  waitingKey,
  waitingOf,
  waitingPrefix,
} from '#functions/adapters/aws/dynamodb/table/expiry-keys.ts';
import {
  conversationPartition,
  type Key,
  messageKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Item, Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { messageOf } from './message-item.ts';

/** Messages of a conversation that are read together: of a full portion, the rest stays due. */
const portion = 40;

/** What has expired in a conversation, and what comes next. */
export interface Due {
  readonly messages: readonly Message[];
  /** All entries that have been read, also those of messages that were deleted earlier. */
  readonly entries: readonly Key[];
  readonly next: number | undefined;
}

export const dueIn = async (table: Table, conversationId: string, now: number): Promise<Due> => {
  const found = await query(table, {
    partition: conversationPartition(conversationId),
    sort: { prefix: waitingPrefix },
    consistency: 'consistent',
    limit: portion + 1,
  });
  const waiting = found.map((item) => waitingOf(item as Item & Key));
  const due = waiting.filter(({ expiresAt }) => expiresAt <= now).slice(0, portion);
  const seqs = due.map(({ seq }) => seq);
  const keys = seqs.map((seq) => messageKey(conversationId, seq));
  const items = keys.length > 0 ? await batchGet(table, keys, 'consistent') : [];
  return {
    messages: items.map(messageOf),
    entries: due.map(({ expiresAt, seq }) => waitingKey(conversationId, expiresAt, seq)),
    next: waiting[due.length]?.expiresAt,
  };
};

/** The conversation without what has expired. The version stays: a newer one exists only once it is stored. */
export const withoutExpired = async (
  table: Table,
  stored: Conversation,
  now: number,
): Promise<Conversation> => {
  const { messages, next } = await dueIn(table, stored.id, now);
  const { conversation } = expiryChange(stored, messages, next, now);
  return { ...conversation, ver: stored.ver };
};
