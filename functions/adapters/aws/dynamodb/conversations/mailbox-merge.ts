import type { Order } from '#contracts/closed-lists.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { activityAt } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import type { MessageInContext } from '#core/ports/conversations.ts';
import { conversationPartition, messageSort } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { queryPages } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { messageOf } from './message-item.ts';

/** Selects and orders the messages of a user's conversations. */
export interface Merged {
  readonly order: Order;
  /** The attribute of a message that holds the user's id: `s` as the sender, `r` as the receiver. */
  readonly role: 's' | 'r';
  /** The number of such messages in a conversation; a conversation with 0 is not read. */
  readonly countIn: (conversation: Conversation) => number;
  readonly includes: (message: Message, conversation: Conversation) => boolean;
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

async function* messagesOf(
  table: Table,
  userId: string,
  conversation: Conversation,
  { order, role, includes, wanted }: Merged,
): AsyncGenerator<Message> {
  const range = {
    partition: conversationPartition(conversation.id),
    sort: { from: messageSort(0), to: messageSort(conversation.seq) },
    consistency: 'eventual',
    newestFirst: order === 'desc',
    filter: {
      expression: `${role} = :user AND attribute_not_exists(del)`,
      values: { ':user': userId },
    },
  } as const;
  const Limit = Math.min(portion.max, Math.max(portion.min, wanted));
  for await (const { items } of queryPages(table, range, { Limit })) {
    for (const message of items.map(messageOf)) if (includes(message, conversation)) yield message;
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
      at: order === 'desc' ? activityAt(conversation) : conversation.createdAt,
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
