import type { ConversationChange } from '../../../core/domain/changes.ts';
import type { Conversation } from '../../../core/domain/conversation.ts';
import { stateOf } from '../../../core/domain/conversation.ts';
import type { User } from '../../../core/domain/user.ts';
import type { Decision, Snapshot, SnapshotRequest } from '../../../core/ports.ts';
import { batchGet } from './batch-get.ts';
import { conversationItem, conversationOf } from './conversation-item.ts';
import { isLostRace } from './failures.ts';
import {
  conversationKey,
  conversationPartition,
  guardKey,
  type Key,
  messageKey,
  messageSort,
  profileKey,
} from './keys.ts';
import {
  guardItem,
  guardOf,
  messageItem,
  messageOf,
  recordItem,
  unreadFilter,
} from './message-item.ts';
import { count } from './query.ts';
import { withRetries } from './retry.ts';
import {
  absent,
  getItem,
  type Item,
  present,
  putOn,
  type Table,
  transact,
  type Write,
} from './table.ts';
import { userOf } from './user-item.ts';

const finder = (items: readonly Item[]) => {
  const byKey = new Map(items.map((item) => [`${item['PK']} ${item['SK']}`, item]));
  return ({ PK, SK }: Key): Item | undefined => byKey.get(`${PK} ${SK}`);
};

const guardKeyOf = ({ conversationId, guard }: SnapshotRequest): Key | null =>
  guard ? guardKey(conversationId, guard.senderId, guard.clientId) : null;

const countUnread = async (
  table: Table,
  { unread }: SnapshotRequest,
  conversation: Conversation | null,
): Promise<number> => {
  if (!unread || !conversation || unread.upTo >= conversation.seq) return 0;
  const from = stateOf(conversation, unread.readerId).readSeq + 1;
  if (unread.upTo < from) return 0;
  return count(table, {
    partition: conversationPartition(conversation.id),
    sort: { from: messageSort(from), to: messageSort(unread.upTo) },
    consistency: 'consistent',
    filter: unreadFilter(unread.readerId),
  });
};

/** What is counted or fetched after the batch may be newer than the conversation: `ver` tells then. */
const readSnapshot = async (table: Table, request: SnapshotRequest): Promise<Snapshot> => {
  const { conversationId, users = [] } = request;
  const guardAt = guardKeyOf(request);
  const keys = [
    conversationKey(conversationId),
    ...(guardAt ? [guardAt] : []),
    ...users.map(profileKey),
  ];
  const find = finder(await batchGet(table, keys, 'consistent'));
  const stored = find(conversationKey(conversationId));
  const conversation = stored ? conversationOf(stored) : null;
  const guard =
    guardAt && request.guard ? guardOf(find(guardAt), request.guard, table.clock.now()) : null;
  const [guarded, unread] = await Promise.all([
    guard && getItem(table, messageKey(conversationId, guard.seq)),
    countUnread(table, request, conversation),
  ]);
  const profiles = users.flatMap((id): [string, User][] => {
    const item = find(profileKey(id));
    return item ? [[id, userOf(item)]] : [];
  });
  return {
    conversation,
    users: new Map(profiles),
    guard,
    guarded: guarded && messageOf(guarded),
    unread,
  };
};

const put = (Item: Item, ConditionExpression: string, values?: Record<string, unknown>) => ({
  Put: { Item, ConditionExpression, ...(values && { ExpressionAttributeValues: values }) },
});

const conversationPut = (conversation: Conversation) =>
  put(conversationItem(conversation), 'ver = :read', { ':read': conversation.ver - 1 });

/** What is written together with the conversation. */
const companionsOf = (change: ConversationChange, now: number): Write[] => {
  const { conversation, insert, update, record, guard } = change;
  const { id } = conversation;
  return [
    ...(insert ? [put(messageItem(insert), absent)] : []),
    ...(update ? [put(messageItem(update), present)] : []),
    ...(record ? [put(recordItem(id, record), absent)] : []),
    // One that has expired may still be there: it does not count.
    ...(guard ? [put(guardItem(id, guard), `${absent} OR exp <= :now`, { ':now': now })] : []),
  ];
};

const write = (table: Table, change: ConversationChange): Promise<void> => {
  const companions = companionsOf(change, table.clock.now());
  const conversation = conversationPut(change.conversation);
  return companions.length === 0
    ? putOn(table, conversation.Put)
    : transact(table, [...companions, conversation]);
};

/** Read, decide, write on condition of what was read; from the start again when that has changed. */
export const changeConversation = <T>(
  table: Table,
  request: SnapshotRequest,
  decide: (snapshot: Snapshot) => Decision<T>,
): Promise<T> =>
  withRetries(
    table.clock,
    async () => {
      const { result, change } = decide(await readSnapshot(table, request));
      if (change) await write(table, change);
      return result;
    },
    isLostRace,
  );
