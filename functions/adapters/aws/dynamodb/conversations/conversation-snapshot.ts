import type { Attachment } from '#core/domain/attachment.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import type { User } from '#core/domain/user.ts';
import { visibleAt } from '#core/domain/visibility/expiry.ts';
import type { Snapshot, SnapshotRequest } from '#core/ports/conversations.ts';
import { attachmentOf } from '#functions/adapters/aws/dynamodb/attachments/attachment-item.ts';
import { batchGet } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  attachmentKey,
  blockKeysBetween,
  conversationKey,
  conversationPartition,
  guardKey,
  type Key,
  messageKey,
  messageSort,
  profileKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { count } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { getItem, type Item, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { userOf } from '#functions/adapters/aws/dynamodb/users/user-item.ts';
import { conversationOf } from './conversation-item.ts';
import { countedFilter, guardOf, messageOf } from './message-item.ts';

const finder = (items: readonly Item[]) => {
  const byKey = new Map(items.map((item) => [`${item['PK']} ${item['SK']}`, item]));
  return ({ PK, SK }: Key): Item | undefined => byKey.get(`${PK} ${SK}`);
};
type Find = ReturnType<typeof finder>;

/** The keys of all items of one batch read. */
const placesOf = ({
  conversationId,
  users = [],
  guard,
  between,
  messageSeq,
  attachmentIds = [],
}: SnapshotRequest) => ({
  conversation: conversationKey(conversationId),
  guard: guard && guardKey(conversationId, guard.senderId, guard.clientId),
  message: messageSeq === undefined ? undefined : messageKey(conversationId, messageSeq),
  blocks: between ? blockKeysBetween(between) : [],
  users: users.map(profileKey),
  attachments: attachmentIds.map(attachmentKey),
});

const usersIn = (find: Find, { users = [] }: SnapshotRequest): Map<string, User> =>
  new Map(
    users.flatMap((id): [string, User][] => {
      const item = find(profileKey(id));
      return item ? [[id, userOf(item)]] : [];
    }),
  );

const attachmentsIn = (
  find: Find,
  { attachmentIds = [] }: SnapshotRequest,
  now: number,
): Map<string, Attachment> =>
  new Map(
    attachmentIds.flatMap((id): [string, Attachment][] => {
      const attachment = attachmentOf(find(attachmentKey(id)), now);
      return attachment ? [[id, attachment]] : [];
    }),
  );

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
    filter: countedFilter(unread.readerId),
  });
};

/** The guard of a request, and the message that it protects. */
const guardIn = async (
  table: Table,
  { conversationId, guard: sent }: SnapshotRequest,
  item: Item | undefined,
): Promise<Pick<Snapshot, 'guard' | 'guarded'>> => {
  const guard = sent ? guardOf(item, sent, table.clock.now()) : null;
  const guarded = guard && (await getItem(table, messageKey(conversationId, guard.seq)));
  return { guard, guarded: guarded && visibleAt(messageOf(guarded), table.clock.now()) };
};

/** Adds the guard to a snapshot that was read without it. */
export const withGuard = async (
  table: Table,
  request: SnapshotRequest,
  snapshot: Snapshot,
): Promise<Snapshot> => {
  const { conversationId, guard } = request;
  if (!guard) return snapshot;
  const item = await getItem(table, guardKey(conversationId, guard.senderId, guard.clientId));
  return { ...snapshot, ...(await guardIn(table, request, item ?? undefined)) };
};

/**
 * Each item is read consistently, but not all at the same moment. So a change is conditional on the
 * conversation's `ver`, the message's `rev` and the state of each attachment.
 */
export const readSnapshot = async (table: Table, request: SnapshotRequest): Promise<Snapshot> => {
  const places = placesOf(request);
  const { conversation: at, guard: guardAt, message: messageAt } = places;
  const { blocks, users, attachments } = places;
  const single = [at, guardAt, messageAt].filter((key) => key !== undefined);
  const wanted = [...single, ...blocks, ...users, ...attachments];
  const find = finder(await batchGet(table, wanted, 'consistent'));
  const now = table.clock.now();
  const stored = find(at);
  const message = messageAt && find(messageAt);
  const conversation = stored ? conversationOf(stored) : null;
  const [{ guard, guarded }, unread] = await Promise.all([
    guardIn(table, request, guardAt && find(guardAt)),
    countUnread(table, request, conversation),
  ]);
  return {
    conversation,
    users: usersIn(find, request),
    guard,
    guarded,
    isBlocked: blocks.some((key) => find(key) !== undefined),
    message: message ? visibleAt(messageOf(message), now) : null,
    attachments: attachmentsIn(find, request, now),
    unread,
  };
};
