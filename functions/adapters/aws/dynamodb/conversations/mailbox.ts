import type { Conversation, MemberState } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import type { ConversationStore, MessageInContext } from '#core/ports/conversations.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  indexes,
  messageKey,
  receivedPartition,
  sentPartition,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { conversationsOf } from './conversation-lists.ts';
import { type Mailbox, type Place, placesOf, placeText } from './mailbox-places.ts';
import { messageOf } from './message-item.ts';
import { unreadPlaces } from './unread-places.ts';

type ReceivedRequest = Parameters<ConversationStore['listReceived']>[1];
type SentRequest = Parameters<ConversationStore['listSent']>[1];

/** A user's conversations, with the sums of their counts. */
const overviewOf = async (table: Table, userId: string) => {
  const conversations = await conversationsOf(table, userId);
  const total = (of: (state: MemberState) => number): number =>
    conversations.reduce((sum, one) => sum + of(stateOf(one, userId)), 0);
  return { conversations, total };
};

/** The messages at these positions in their current state, without those deleted meanwhile. */
const messagesAt = async (
  table: Table,
  places: readonly Place[],
  conversations: readonly Conversation[],
): Promise<MessageInContext[]> => {
  const keys = places.map(({ conversationId, seq }) => messageKey(conversationId, seq));
  const found = (await batchGetNamed(table, keys)).map(messageOf);
  const messages = new Map(found.map((message) => [placeText(message), message]));
  const contexts = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  return places.flatMap((place) => {
    const message = messages.get(placeText(place));
    const conversation = contexts.get(place.conversationId);
    return message?.deletedAt === null && conversation ? [{ message, conversation }] : [];
  });
};

/** The portion size for reading an index when some entries are skipped. */
const minPortion = 200;

/** A window of the index, without the excluded positions. */
const windowOf = async (
  table: Table,
  mailbox: Mailbox,
  { offset, limit }: Window,
  leftOut?: ReadonlySet<string>,
): Promise<Place[]> => {
  const end = offset + limit;
  const portion = leftOut?.size ? Math.max(end, minPortion) : end;
  const places: Place[] = [];
  for await (const place of placesOf(table, mailbox, portion)) {
    if (!leftOut?.has(placeText(place))) places.push(place);
    if (places.length >= end) break;
  }
  return places.slice(offset);
};

/** See `ConversationStore.listReceived`. */
export const listReceived = async (
  table: Table,
  userId: string,
  request: ReceivedRequest,
): Promise<Listed<MessageInContext>> => {
  const { which, order, offset, limit } = request;
  const { conversations, total } = await overviewOf(table, userId);
  const index = { index: indexes.received, partition: receivedPartition(userId), order };
  const listed = async (places: readonly Place[], of: (state: MemberState) => number) => ({
    items: await messagesAt(table, places, conversations),
    total: total(of),
  });
  if (which === 'all') {
    return listed(await windowOf(table, index, request), ({ received }) => received);
  }
  if (which === 'unread') {
    const first = { order, count: offset + limit };
    const places = await unreadPlaces(table, userId, conversations, first);
    return listed(places.slice(offset, offset + limit), ({ unread }) => unread);
  }
  const unread = new Set((await unreadPlaces(table, userId, conversations)).map(placeText));
  const places = await windowOf(table, index, request, unread);
  return listed(places, (state) => state.received - state.unread);
};

/** See `ConversationStore.listSent`. */
export const listSent = async (
  table: Table,
  userId: string,
  request: SentRequest,
): Promise<Listed<MessageInContext>> => {
  const { conversations, total } = await overviewOf(table, userId);
  const index = { index: indexes.sent, partition: sentPartition(userId), order: request.order };
  const places = await windowOf(table, index, request);
  return {
    items: await messagesAt(table, places, conversations),
    total: total(({ sent }) => sent),
  };
};
