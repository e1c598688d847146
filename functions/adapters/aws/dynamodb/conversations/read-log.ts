import type { LogEntry, Message } from '#core/domain/message.ts';
import { visibleAt } from '#core/domain/visibility/expiry.ts';
import { batchGet, batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  conversationPartition,
  messageKey,
  messageSort,
  recordSort,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { lastSeq } from './conversation-lists.ts';
import { messageOf, recordOf } from './message-item.ts';

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
    const message = visibleAt(messageOf(item), table.clock.now());
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
  const messages = messageItems.map((item) => visibleAt(messageOf(item), table.clock.now()));
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

export const getMessages = async (
  table: Table,
  places: readonly { conversationId: string; seq: number }[],
): Promise<Message[]> => {
  if (places.length === 0) return [];
  const now = table.clock.now();
  const keys = places.map(({ conversationId, seq }) => messageKey(conversationId, seq));
  return (await batchGetNamed(table, keys)).map((item) => visibleAt(messageOf(item), now));
};
