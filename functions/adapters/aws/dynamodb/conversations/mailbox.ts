import type { Conversation, MemberState } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import { isRead } from '#core/domain/message.ts';
import { visibleAt } from '#core/domain/visibility/expiry.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import type { ConversationStore, MessageInContext } from '#core/ports/conversations.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  conversationPartition,
  messageKey,
  messageSort,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { count } from '#functions/adapters/aws/dynamodb/table/query.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { type Merged, merged } from './mailbox-merge.ts';
import { type Place, placeText } from './mailbox-places.ts';
import { messageOf } from './message-item.ts';
import { getMessages } from './read-log.ts';
import { seenConversationsOf } from './seen-conversations.ts';
import { unreadPlaces } from './unread-places.ts';

type ReceivedRequest = Parameters<ConversationStore['listReceived']>[1];
type SentRequest = Parameters<ConversationStore['listSent']>[1];

/** A user's conversations without declined requests, with the sums of their counts. */
const overviewOf = async (table: Table, userId: string) => {
  const { conversations, sightOf } = await seenConversationsOf(table, userId);
  const total = (of: (state: MemberState) => number): number =>
    conversations.reduce((sum, one) => sum + of(stateOf(one, userId)), 0);
  /** Messages among the counts that the user no longer sees. All of them are read. */
  const invisible = async (role: 's' | 'r'): Promise<number> => {
    const counts = conversations.map(({ id }) =>
      countInvisible(table, userId, id, sightOf(id), role),
    );
    return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
  };
  return { conversations, sightOf, total, invisible };
};

const countInvisible = async (
  table: Table,
  userId: string,
  id: string,
  { clearedSeq, hidden }: Sight,
  role: 's' | 'r',
): Promise<number> => {
  const cleared =
    clearedSeq === 0
      ? 0
      : await count(table, {
          partition: conversationPartition(id),
          sort: { from: messageSort(0), to: messageSort(clearedSeq) },
          consistency: 'eventual',
          filter: {
            expression: `${role} = :user AND attribute_not_exists(del) AND (attribute_not_exists(x) OR x > :now)`,
            values: { ':user': userId, ':now': table.clock.now() },
          },
        });
  const places = [...hidden].map((seq) => ({ conversationId: id, seq }));
  const apart = (await getMessages(table, places)).filter(
    (message) =>
      message.deletedAt === null &&
      (role === 's' ? message.senderId : message.receiverId) === userId,
  );
  return cleared + apart.length;
};

/** The messages at these positions in their current state, without those deleted meanwhile. */
const messagesAt = async (
  table: Table,
  places: readonly Place[],
  conversations: readonly Conversation[],
): Promise<MessageInContext[]> => {
  const keys = places.map(({ conversationId, seq }) => messageKey(conversationId, seq));
  const found = (await batchGetNamed(table, keys)).map((item) =>
    visibleAt(messageOf(item), table.clock.now()),
  );
  const messages = new Map(found.map((message) => [placeText(message), message]));
  const contexts = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  return places.flatMap((place) => {
    const message = messages.get(placeText(place));
    const conversation = contexts.get(place.conversationId);
    return message?.deletedAt === null && conversation ? [{ message, conversation }] : [];
  });
};

/** A window of the merged list, read from its beginning. */
const windowOf = async (
  table: Table,
  userId: string,
  conversations: readonly Conversation[],
  { offset, limit }: Window,
  list: Omit<Merged, 'wanted'>,
): Promise<MessageInContext[]> => {
  const end = offset + limit;
  const found: MessageInContext[] = [];
  for await (const one of merged(table, userId, conversations, { ...list, wanted: end })) {
    found.push(one);
    if (found.length >= end) break;
  }
  return found.slice(offset);
};

/** See `ConversationStore.listReceived`. */
export const listReceived = async (
  table: Table,
  userId: string,
  request: ReceivedRequest,
): Promise<Listed<MessageInContext>> => {
  const { which, order, offset, limit } = request;
  const { conversations, sightOf, total, invisible } = await overviewOf(table, userId);
  if (which === 'unread') {
    const first = { order, count: offset + limit };
    const places = await unreadPlaces(table, userId, conversations, first);
    const items = await messagesAt(table, places.slice(offset, offset + limit), conversations);
    return { items, total: total(({ unread }) => unread) };
  }
  const counts = (state: MemberState): number =>
    which === 'all' ? state.received : state.received - state.unread;
  const items = await windowOf(table, userId, conversations, request, {
    order,
    role: 'r',
    countIn: (conversation) => counts(stateOf(conversation, userId)),
    includes: (message, conversation) => which === 'all' || isRead(message, conversation),
    sightOf,
  });
  return { items, total: total(counts) - (await invisible('r')) };
};

/** See `ConversationStore.listSent`. */
export const listSent = async (
  table: Table,
  userId: string,
  request: SentRequest,
): Promise<Listed<MessageInContext>> => {
  const { conversations, sightOf, total, invisible } = await overviewOf(table, userId);
  const items = await windowOf(table, userId, conversations, request, {
    order: request.order,
    role: 's',
    countIn: (conversation) => stateOf(conversation, userId).sent,
    includes: () => true,
    sightOf,
  });
  return { items, total: total(({ sent }) => sent) - (await invisible('s')) };
};
