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
import { query, queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Item, Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { messageOf } from './message-item.ts';

/** Messages of a conversation that are removed together: of a full portion, the rest stays due. */
const portion = 40;

/** What has expired in a conversation, and what comes next. */
export interface Due {
  readonly messages: readonly Message[];
  /** All entries that have been read, also those of messages that were deleted earlier. */
  readonly entries: readonly Key[];
  readonly next: number | undefined;
}

type Waiting = ReturnType<typeof waitingOf>;

const waitingIn = (conversationId: string) =>
  ({
    partition: conversationPartition(conversationId),
    sort: { prefix: waitingPrefix },
    consistency: 'consistent',
  }) as const;

const placeOf = (item: Item): Waiting => waitingOf(item as Item & Key);

const dueOf = async (
  table: Table,
  conversationId: string,
  due: readonly Waiting[],
  next: Waiting | undefined,
): Promise<Due> => {
  const keys = due.map(({ seq }) => messageKey(conversationId, seq));
  const items = keys.length > 0 ? await batchGet(table, keys, 'consistent') : [];
  return {
    messages: items.map(messageOf),
    entries: due.map(({ expiresAt, seq }) => waitingKey(conversationId, expiresAt, seq)),
    next: next?.expiresAt,
  };
};

/** At most one portion. */
export const dueIn = async (table: Table, conversationId: string, now: number): Promise<Due> => {
  const found = await query(table, { ...waitingIn(conversationId), limit: portion + 1 });
  const waiting = found.map(placeOf);
  const due = waiting.filter(({ expiresAt }) => expiresAt <= now).slice(0, portion);
  return dueOf(table, conversationId, due, waiting[due.length]);
};

/**
 * The conversation without what has expired, for readers, who remove nothing and must nevertheless count exactly. In
 * portions, so that also very many fit in memory.
 */
export const withoutExpired = async (
  table: Table,
  stored: Conversation,
  now: number,
): Promise<Conversation> => {
  let shown = stored;
  const hide = async (due: readonly Waiting[], next: Waiting | undefined): Promise<void> => {
    const { messages } = await dueOf(table, stored.id, due, next);
    // The version stays: a newer one exists only once it is stored.
    shown = {
      ...expiryChange(shown, messages, next?.expiresAt, now).conversation,
      ver: stored.ver,
    };
  };
  for await (const { items } of queryPages(table, waitingIn(stored.id), { Limit: portion + 1 })) {
    const waiting = items.map(placeOf);
    const later = waiting.findIndex(({ expiresAt }) => expiresAt > now);
    const due = waiting.slice(0, later === -1 ? undefined : later);
    await hide(due, later === -1 ? undefined : waiting[later]);
    if (later !== -1) break;
  }
  return shown;
};
