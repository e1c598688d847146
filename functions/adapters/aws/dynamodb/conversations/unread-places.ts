import * as z from 'zod';
import type { Order } from '#contracts/closed-lists.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import { conversationPartition, messageSort } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationsOf } from './conversation-lists.ts';
import { type Place, placeOf } from './mailbox-places.ts';
import { unreadFilter } from './message-item.ts';

/** The number of conversations that are queried concurrently. */
const width = 20;

const CreatedAt = z.object({ at: z.number() });

interface Dated extends Place {
  readonly at: number;
}

/** By time, then conversation and sequence number, as the indexes sort. */
const oldestFirst = (one: Dated, other: Dated): number => {
  if (one.at !== other.at) return one.at - other.at;
  if (one.conversationId !== other.conversationId) {
    return one.conversationId < other.conversationId ? -1 : 1;
  }
  return one.seq - other.seq;
};

export interface First {
  readonly order: Order;
  readonly count: number;
}

const unreadIn = async (
  table: Table,
  userId: string,
  conversation: Conversation,
  first: First | undefined,
): Promise<Dated[]> => {
  const { readSeq, unread } = stateOf(conversation, userId);
  const items = await query(table, {
    partition: conversationPartition(conversation.id),
    sort: { from: messageSort(readSeq + 1), to: messageSort(conversation.seq) },
    consistency: 'eventual',
    newestFirst: first?.order === 'desc',
    limit: Math.min(unread, first?.count ?? unread),
    filter: unreadFilter(userId, table.clock.now()),
    fields: ['PK', 'SK', 'at'],
  });
  return items.map((item) => ({ ...placeOf(item), ...CreatedAt.parse(item) }));
};

/** Positions of unread messages in these conversations, in order: the first ones, or all. */
export const unreadPlaces = async (
  table: Table,
  userId: string,
  conversations: readonly Conversation[],
  first?: First,
): Promise<Place[]> => {
  const concerned = conversations.filter((one) => stateOf(one, userId).unread > 0);
  const found: Dated[] = [];
  for (let start = 0; start < concerned.length; start += width) {
    const portion = concerned.slice(start, start + width);
    const places = portion.map((conversation) => unreadIn(table, userId, conversation, first));
    found.push(...(await Promise.all(places)).flat());
  }
  found.sort(oldestFirst);
  return first?.order === 'desc' ? found.reverse() : found;
};

/** Reads all conversations: the counts are in their items. */
export const unreadCounts = async (table: Table, userId: string): Promise<Map<string, number>> =>
  new Map(
    (await conversationsOf(table, userId))
      .filter((one) => !stateOf(one, userId).request)
      .map((one): [string, number] => [one.id, stateOf(one, userId).unread])
      .filter(([, unread]) => unread > 0),
  );
