import type { Conversation } from '#core/domain/conversation.ts';
import { activityAt } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { visibleAt } from '#core/domain/visibility/expiry.ts';
import type { Freshness, Listed, Window } from '#core/ports/lists.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  conversationKey,
  conversationPartition,
  messageSort,
  sortPrefix,
  userPartition,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { allAsOfNow } from './as-of-now.ts';
import { conversationOf } from './conversation-item.ts';
import { membershipOf } from './membership-item.ts';
import { messageOf } from './message-item.ts';

export const latestFirst = (one: Conversation, other: Conversation): number =>
  activityAt(other) - activityAt(one) || (one.id < other.id ? -1 : 1);

/** Sorted by id. */
export const membershipsOf = async (table: Table, userId: string, consistency: Freshness) => {
  const memberships = await query(table, {
    partition: userPartition(userId),
    sort: { prefix: sortPrefix.memberships },
    consistency,
  });
  return memberships.map(membershipOf);
};

/** Sorted. */
export const listIds = async (
  table: Table,
  userId: string,
  consistency: Freshness = 'consistent',
): Promise<string[]> => (await membershipsOf(table, userId, consistency)).map(({ id }) => id);

/** All conversations of a user, in no order. Fast enough up to about 1,000. */
export const conversationsOf = async (table: Table, userId: string): Promise<Conversation[]> => {
  const keys = (await listIds(table, userId, 'eventual')).map(conversationKey);
  return allAsOfNow(table, (await batchGetNamed(table, keys)).map(conversationOf));
};

/** Reads all conversations and sorts them in memory. */
export const listByActivity = async (
  table: Table,
  userId: string,
  { offset, limit }: Window,
): Promise<Listed<Conversation>> => {
  const conversations = (await conversationsOf(table, userId)).sort(latestFirst);
  return { items: conversations.slice(offset, offset + limit), total: conversations.length };
};

/** No message has this sequence number: the end of an open range. */
export const lastSeq = Number.MAX_SAFE_INTEGER;

export const listMessages = async (
  table: Table,
  conversationId: string,
  { before, after = 0, limit }: { before?: number; after?: number; limit: number },
): Promise<Message[]> => {
  const to = (before ?? lastSeq) - 1;
  if (to <= after) return [];
  const items = await query(table, {
    partition: conversationPartition(conversationId),
    sort: { from: messageSort(after + 1), to: messageSort(to) },
    consistency: 'eventual',
    newestFirst: true,
    limit,
  });
  const now = table.clock.now();
  return items.map((item) => visibleAt(messageOf(item), now));
};
