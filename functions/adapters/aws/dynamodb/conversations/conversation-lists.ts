import type { Conversation } from '#core/domain/conversation.ts';
import { activityAt, stateOf } from '#core/domain/conversation.ts';
import type { LogEntry, Message } from '#core/domain/message.ts';
import type { Freshness, Listed, Window } from '#core/ports/lists.ts';
import { batchGet, batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  conversationKey,
  conversationPartition,
  messageKey,
  messageSort,
  recordSort,
  sortPrefix,
  userPartition,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationOf } from './conversation-item.ts';
import { membershipOf } from './membership-item.ts';
import { messageOf, recordOf } from './message-item.ts';

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
  return (await batchGetNamed(table, keys)).map(conversationOf);
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

/** Reads all conversations: the counts are in their items. */
export const unreadCounts = async (table: Table, userId: string): Promise<Map<string, number>> =>
  new Map(
    (await conversationsOf(table, userId))
      .filter((one) => !stateOf(one, userId).request)
      .map((one): [string, number] => [one.id, stateOf(one, userId).unread])
      .filter(([, unread]) => unread > 0),
  );

/** No message has this sequence number: the end of an open range. */
const lastSeq = Number.MAX_SAFE_INTEGER;

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
  return items.map(messageOf);
};

export const getMessages = async (
  table: Table,
  places: readonly { conversationId: string; seq: number }[],
): Promise<Message[]> => {
  const keys = places.map(({ conversationId, seq }) => messageKey(conversationId, seq));
  return keys.length > 0 ? (await batchGetNamed(table, keys)).map(messageOf) : [];
};

/** Cuts at the first gap: an entry written between the two queries comes with the next request. */
const withoutHoles = <T extends { seq: number }>(entries: readonly T[], after: number): T[] => {
  const hole = entries.findIndex(({ seq }, index) => seq !== after + 1 + index);
  return hole === -1 ? [...entries] : entries.slice(0, hole);
};

/** Messages by sequence number, in their current state: from `messages` where present, otherwise read. */
const namedMessages = async (
  table: Table,
  conversationId: string,
  seqs: readonly number[],
  atHand: readonly Message[],
): Promise<Map<number, Message>> => {
  const known = new Map(atHand.map((message) => [message.seq, message]));
  const missing = seqs.filter((seq) => !known.has(seq));
  const keys = missing.map((seq) => messageKey(conversationId, seq));
  const found = keys.length > 0 ? await batchGet(table, keys, 'consistent') : [];
  for (const item of found) {
    const message = messageOf(item);
    known.set(message.seq, message);
  }
  return known;
};

/** Messages and records after a sequence number, merged: each number is one or the other. */
export const readLog = async (
  table: Table,
  conversationId: string,
  { after, limit }: { after: number; limit: number },
): Promise<LogEntry[]> => {
  const entries = (sort: { from: string; to: string }) =>
    query(table, {
      partition: conversationPartition(conversationId),
      sort,
      consistency: 'consistent',
      limit,
    });
  // Reads records first, so that no message is older than the record of its change.
  const recordItems = await entries({ from: recordSort(after + 1), to: recordSort(lastSeq) });
  const messageItems = await entries({ from: messageSort(after + 1), to: messageSort(lastSeq) });
  const messages = messageItems.map(messageOf);
  const places = [
    ...messages.map(({ seq }) => ({ seq, kind: 'message' as const, messageSeq: seq })),
    ...recordItems.map(recordOf),
  ].sort((one, other) => one.seq - other.seq);
  const listed = withoutHoles(places.slice(0, limit), after);
  const named = await namedMessages(
    table,
    conversationId,
    listed.map(({ messageSeq }) => messageSeq),
    messages,
  );
  return listed.flatMap(({ seq, kind, messageSeq }) => {
    const message = named.get(messageSeq);
    return message ? [{ seq, kind, message }] : [];
  });
};
