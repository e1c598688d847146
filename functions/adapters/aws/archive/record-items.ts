import type {
  ArchivedFactor,
  ArchiveKind,
  ArchiveRecord,
  ArchiveValue,
} from '#contracts/archive/records.ts';
import type { User } from '#core/domain/user.ts';
import { isReachable } from '#core/domain/user.ts';
import { factorFrom, markedOf, passkeysFrom } from '#functions/adapters/archive-values.ts';
import { type FactorRing, sealFactor } from '#functions/adapters/factor-ring.ts';
import { attachmentItem } from '../dynamodb/attachments/attachment-item.ts';
import { conversationItem } from '../dynamodb/conversations/conversation-item.ts';
import { marksItem } from '../dynamodb/conversations/marks-item.ts';
import { membershipItem } from '../dynamodb/conversations/membership-item.ts';
import {
  guardItem,
  messageItem,
  recordItem,
  waitingItem,
} from '../dynamodb/conversations/message-item.ts';
import { factorItem } from '../dynamodb/factors/factor-item.ts';
import { expiryKey } from '../dynamodb/table/expiry-keys.ts';
import {
  blockedKey,
  blockKey,
  eventKey,
  inviteHashKey,
  knownSourceHashKey,
  membershipKey,
  pairKey,
  photoKey,
  storedFileKey,
} from '../dynamodb/table/keys.ts';
import { expiry, type Item } from '../dynamodb/table/table.ts';
import { oldPasswordItem } from '../dynamodb/users/old-password.ts';
import { passkeysItem } from '../dynamodb/users/passkey-store.ts';
import { profileItem } from '../dynamodb/users/user-item.ts';
import { searchItems } from '../dynamodb/users/user-search.ts';

type ItemsOf = {
  readonly [K in ArchiveKind]: (value: ArchiveValue<K>, ring: FactorRing) => Item[];
};

export const userFrom = ({ folded, ...person }: ArchiveValue<'people'>): User => ({
  ...person,
  isOperator: person.isOperator ?? false,
  isFinished: true,
  endedSessions: [],
});

const factorItemFrom = (userId: string, archived: ArchivedFactor, ring: FactorRing): Item => {
  const factor = factorFrom(archived, (secret) => sealFactor(ring, userId, secret));
  return factorItem(userId, factor, factor.sealed);
};

const itemsOf: ItemsOf = {
  people: (person) => {
    const user = userFrom(person);
    return [profileItem(user), ...(isReachable(user) ? searchItems(user) : [])];
  },
  photos: ({ userId, hash, mime, bytes }) => [
    { ...photoKey(userId, hash), mime, b: Buffer.from(bytes, 'base64') },
  ],
  conversations: (conversation) => [
    conversationItem(conversation),
    ...(conversation.nextExpiry === undefined
      ? []
      : [expiryKey(conversation.nextExpiry, conversation.id)]),
    { ...pairKey(conversation.members), conv: conversation.id },
    ...[...new Set(conversation.members)].map((userId) => membershipKey(userId, conversation.id)),
  ],
  members: (member) => {
    const { userId, conversationId } = member;
    const { settings, marks } = markedOf(member);
    return [
      membershipItem(userId, conversationId, settings),
      ...(marks.ver > 0 ? [marksItem(userId, conversationId, marks)] : []),
    ];
  },
  blocks: ({ userId, otherId }) => [blockKey(userId, otherId), blockedKey(otherId, userId)],
  invitations: ({ hash, inviterId, expiresAt, usedBy }) => [
    {
      ...inviteHashKey(hash),
      by: inviterId ?? undefined,
      ...(usedBy !== null && { uid: usedBy, since: 0 }),
      ...expiry(expiresAt),
    },
  ],
  sources: ({ userId, hash, expiresAt }) => [
    { ...knownSourceHashKey(userId, hash), ...expiry(expiresAt) },
  ],
  events: ({ userId, id, type, at, device, address, reason, count, ...rest }) => [
    {
      ...eventKey(userId, id),
      ...{ type, at, dev: device, adr: address, why: reason ?? undefined, n: count },
      ...{ act: rest.action, opr: rest.operator, usr: rest.user },
      ...expiry(rest.expiresAt),
    },
  ],
  attachments: (attachment) => [
    attachmentItem(attachment),
    { ...storedFileKey(attachment.ownerId, attachment.id), z: attachment.sizeBytes },
  ],
  // `old`: it is announced to no device (functions/runtime/notifications.ts).
  messages: (message) => [
    { ...messageItem(message), old: true },
    ...(message.expiresAt === undefined || message.deletedAt !== null
      ? []
      : [waitingItem(message)]),
  ],
  changes: ({ conversationId, ...record }) => [recordItem(conversationId, record)],
  guards: ({ conversationId, ...guard }) => [guardItem(conversationId, guard)],
  accounts: ({ userId, hash, factor, passkeys }, ring) => [
    ...(hash === null ? [] : [oldPasswordItem(userId, hash)]),
    ...(factor ? [factorItemFrom(userId, factor, ring)] : []),
    ...(passkeys ? [passkeysItem(userId, passkeysFrom(passkeys))] : []),
  ],
};

/** The items of a record that depend on no other record. */
export const itemsOfRecord = (record: ArchiveRecord, ring: FactorRing): Item[] => {
  const make = itemsOf[record.kind] as (value: unknown, ring: FactorRing) => Item[];
  return make(record.value, ring);
};
