import type { Attachment } from '#core/domain/attachment.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { stateOf } from '#core/domain/conversation.ts';
import type { User } from '#core/domain/user.ts';
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
import { guardOf, messageOf, unreadFilter } from './message-item.ts';

const finder = (items: readonly Item[]) => {
  const byKey = new Map(items.map((item) => [`${item['PK']} ${item['SK']}`, item]));
  return ({ PK, SK }: Key): Item | undefined => byKey.get(`${PK} ${SK}`);
};
type Find = ReturnType<typeof finder>;

/** The keys of all items of one batch read; all but the guard. */
const placesOf = ({
  conversationId,
  users = [],
  between,
  messageSeq,
  attachmentIds = [],
}: SnapshotRequest) => ({
  conversation: conversationKey(conversationId),
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
    filter: unreadFilter(unread.readerId),
  });
};

/** The snapshot with the guard of `request`, and the message that it protects. */
export const withGuard = async (
  table: Table,
  { conversationId, guard: sent }: SnapshotRequest,
  snapshot: Snapshot,
): Promise<Snapshot> => {
  if (!sent) return snapshot;
  const item = await getItem(table, guardKey(conversationId, sent.senderId, sent.clientId));
  const guard = guardOf(item ?? undefined, sent, table.clock.now());
  const guarded = guard && (await getItem(table, messageKey(conversationId, guard.seq)));
  return { ...snapshot, guard, guarded: guarded && messageOf(guarded) };
};

/**
 * Without the guard, which `withGuard` adds. Each item is read consistently, but not all at the same moment. So a change is conditional on the
 * conversation's `ver`, the message's `rev` and the state of each attachment.
 */
export const readSnapshot = async (table: Table, request: SnapshotRequest): Promise<Snapshot> => {
  const places = placesOf(request);
  const { conversation: at, message: messageAt, blocks, users, attachments } = places;
  const single = [at, messageAt].filter((key) => key !== undefined);
  const wanted = [...single, ...blocks, ...users, ...attachments];
  const find = finder(await batchGet(table, wanted, 'consistent'));
  const now = table.clock.now();
  const stored = find(at);
  const message = messageAt && find(messageAt);
  const conversation = stored ? conversationOf(stored) : null;
  const unread = await countUnread(table, request, conversation);
  return {
    conversation,
    users: usersIn(find, request),
    guard: null,
    guarded: null,
    isBlocked: blocks.some((key) => find(key) !== undefined),
    message: message ? messageOf(message) : null,
    attachments: attachmentsIn(find, request, now),
    unread,
  };
};
