import type { Order } from '#contracts/closed-lists.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { activityAt } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { hasExpired } from '#core/domain/visibility/expiry.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import { isVisible } from '#core/domain/visibility/visible.ts';
import type { MessageInContext, MessagePlace } from '#core/ports/conversations.ts';
import { conversationPartition, messageSort } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query, queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { messageOf } from './message-item.ts';

/** Selects and orders the messages of a user's conversations. */
export interface Merged {
  readonly order: Order;
  /** The attribute of a message that holds the user's id: `s` as the sender, `r` as the receiver; absent: either. */
  readonly role?: 's' | 'r';
  /** Only messages before this position. */
  readonly before?: MessagePlace;
  /** The number of such messages in a conversation; a conversation with 0 is not read. */
  readonly countIn: (conversation: Conversation) => number;
  readonly includes: (message: Message, conversation: Conversation) => boolean;
  /** What the user no longer sees of a conversation. */
  readonly sightOf: (conversationId: string) => Sight;
  /** Minimum number of messages that the caller needs. */
  readonly wanted: number;
}

/** Conversations whose first messages are read concurrently. */
const WIDTH = 5;
/** Items of a conversation that are read at a time: only some of them may pass the filter. */
const portion = { min: 40, max: 400 };

/**
 * The next message of a conversation. Sorted by time, then conversation and sequence number. `at`: a bound
 * for the time of the next message, before it is read.
 */
interface Head {
  readonly conversation: Conversation;
  readonly messages: AsyncGenerator<Message>;
  /** Undefined before the first one is read. */
  next: Message | undefined;
  at: number;
}

const precedes = (one: Head, other: Head, order: Order): boolean => {
  const sign = order === 'desc' ? -1 : 1;
  if (one.at !== other.at) return sign * (one.at - other.at) < 0;
  const [first, second] = [one.conversation.id, other.conversation.id];
  return sign * (first < second ? -1 : 1) < 0;
};

/**
 * The last sequence number whose message is before this place; 0 if there is none. Times never decrease within a
 * conversation, so it halves the range: 7 read units among 10,000 messages.
 */
const seqBefore = async (
  table: Table,
  conversation: Conversation,
  place: MessagePlace,
): Promise<number> => {
  const { id, createdAt, seq } = conversation;
  if (id === place.conversationId) return Math.min(seq, place.seq - 1);
  const isBefore = (at: number): boolean =>
    at < place.createdAt || (at === place.createdAt && id < place.conversationId);
  if (isBefore(activityAt(conversation))) return seq;
  if (createdAt > place.createdAt) return 0;
  let [low, high] = [0, seq];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [item] = await query(table, {
      partition: conversationPartition(id),
      sort: { from: messageSort(0), to: messageSort(middle) },
      consistency: 'eventual',
      newestFirst: true,
      limit: 1,
    });
    const message = item && messageOf(item);
    if (!message || isBefore(message.createdAt)) low = middle;
    else high = message.seq - 1;
  }
  return low;
};

async function* messagesOf(
  table: Table,
  userId: string,
  conversation: Conversation,
  { order, role, before, includes, sightOf, wanted }: Merged,
): AsyncGenerator<Message> {
  const to = before ? await seqBefore(table, conversation, before) : conversation.seq;
  const sight = sightOf(conversation.id);
  if (to <= sight.clearedSeq) return;
  const isPresent = 'attribute_not_exists(del)';
  const range = {
    partition: conversationPartition(conversation.id),
    sort: { from: messageSort(sight.clearedSeq + 1), to: messageSort(to) },
    consistency: 'eventual',
    newestFirst: order === 'desc',
    filter: role
      ? { expression: `${role} = :user AND ${isPresent}`, values: { ':user': userId } }
      : { expression: isPresent, values: {} },
  } as const;
  const Limit = Math.min(portion.max, Math.max(portion.min, wanted));
  for await (const { items } of queryPages(table, range, { Limit })) {
    const now = table.clock.now();
    const present = items.map(messageOf).filter((message) => !hasExpired(message, now));
    for (const message of present) {
      if (isVisible(sight, message) && includes(message, conversation)) yield message;
    }
  }
}

const advance = async (head: Head): Promise<boolean> => {
  const { value, done } = await head.messages.next();
  if (done) return false;
  head.next = value;
  head.at = value.createdAt;
  return true;
};

/**
 * A user's messages over all conversations. Times never decrease within a conversation, so its messages are
 * already sorted; a conversation whose messages cannot be next yet is not read. Uses no index, which would
 * cost a write unit per message.
 */
export async function* merged(
  table: Table,
  userId: string,
  conversations: readonly Conversation[],
  list: Merged,
): AsyncGenerator<MessageInContext> {
  const { order } = list;
  let heads: Head[] = conversations
    .filter((conversation) => list.countIn(conversation) > 0)
    .map((conversation) => ({
      conversation,
      messages: messagesOf(table, userId, conversation, list),
      next: undefined,
      at:
        order === 'desc'
          ? Math.min(activityAt(conversation), list.before?.createdAt ?? Number.POSITIVE_INFINITY)
          : conversation.createdAt,
    }));
  const sort = (): void => {
    heads.sort((one, other) => (precedes(one, other, order) ? -1 : 1));
  };
  /** Reads the first messages of the conversations that may be next. */
  const open = async (): Promise<void> => {
    const closed = heads.filter(({ next }) => next === undefined).slice(0, WIDTH);
    const opened = await Promise.all(closed.map(advance));
    const empty = new Set(closed.filter((_, index) => !opened[index]));
    heads = heads.filter((head) => !empty.has(head));
    sort();
  };
  sort();
  for (let [first] = heads; first; [first] = heads) {
    if (!first.next) {
      await open();
      continue;
    }
    yield { message: first.next, conversation: first.conversation };
    heads.shift();
    if (!(await advance(first))) continue;
    const moved = first;
    const behind = heads.findIndex((other) => precedes(moved, other, order));
    heads.splice(behind === -1 ? heads.length : behind, 0, moved);
  }
}
