import * as z from 'zod';
import type { ArchiveRecord } from '#contracts/archive/records.ts';
import { accountEventTypes, operatorActions } from '#contracts/closed-lists.ts';
import { SessionEnd } from '#contracts/session-end.ts';
import { isSet } from '#core/domain/factor/factor.ts';
import {
  isExpired,
  withoutExpiredContent,
  withoutExpiredPreview,
} from '#core/domain/visibility/archived.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';
import {
  attachmentValue,
  factorValue,
  fileValue,
  memberValue,
  passkeysValue,
} from '#functions/adapters/archive-values.ts';
import { type FactorRing, openFactor } from '#functions/adapters/factor-ring.ts';
import { attachmentOf } from '../dynamodb/attachments/attachment-item.ts';
import { conversationOf } from '../dynamodb/conversations/conversation-item.ts';
import { marksOf } from '../dynamodb/conversations/marks-item.ts';
import { membershipOf } from '../dynamodb/conversations/membership-item.ts';
import { guardOf, messageOf, recordOf } from '../dynamodb/conversations/message-item.ts';
import { factorOf } from '../dynamodb/factors/factor-item.ts';
import {
  conversationIdOf,
  eventIdOf,
  factorKey,
  guardedOf,
  inviteHashOf,
  knownSourceOf,
  messageKey,
  otherIdOf,
  photoOf,
  userIdOf,
} from '../dynamodb/table/keys.ts';
import { marksKey } from '../dynamodb/table/marks-keys.ts';
import { passkeysKey } from '../dynamodb/table/passkey-keys.ts';
import { getItem, type Item, type Table } from '../dynamodb/table/table.ts';
import { getUser } from '../dynamodb/users/get-user.ts';
import { inviteOf } from '../dynamodb/users/invite-item.ts';
import { listedInvite } from '../dynamodb/users/invite-store.ts';
import { getOldPassword } from '../dynamodb/users/old-password.ts';
import { passkeysOf } from '../dynamodb/users/passkey-store.ts';
import { heldName } from '../dynamodb/users/user-claims.ts';
import { userOf } from '../dynamodb/users/user-item.ts';

export interface Reading {
  readonly table: Table;
  readonly at: number;
  /** The keys for second factors; called if there is one. */
  readonly factorRing: () => Promise<FactorRing>;
}
type Read = (item: Item, reading: Reading) => Promise<ArchiveRecord[]> | ArchiveRecord[];

const Key = z.object({ PK: z.string(), SK: z.string() });
const PhotoItem = Key.extend({ mime: z.string(), b: z.instanceof(Uint8Array) });
const Expiring = Key.extend({ exp: z.number() });
const EventItem = Expiring.extend({
  type: z.enum(accountEventTypes),
  at: z.number(),
  dev: z.string(),
  adr: z.string(),
  why: SessionEnd.optional(),
  n: z.number(),
  act: z.enum(operatorActions).optional(),
  opr: z.string().optional(),
  usr: z.string().optional(),
});

const nothing: Read = () => [];

/** Cognito gives no hash: only people who have not signed in since a move have one. */
const account = async (userId: string, { table, factorRing }: Reading): Promise<ArchiveRecord> => {
  const [hash, found, made] = await Promise.all([
    getOldPassword(table, userId),
    getItem(table, factorKey(userId)),
    getItem(table, passkeysKey(userId)),
  ]);
  const factor = found && factorOf(found);
  const secret = isSet(factor) ? openFactor(await factorRing(), userId, factor.sealed) : null;
  const { passkeys } = passkeysOf(made);
  const value = { userId, hash, ...factorValue(factor, secret), ...passkeysValue(passkeys) };
  return { kind: 'accounts', value };
};

const person: Read = async (item, reading) => {
  const { table, at } = reading;
  const user = userOf(item);
  if (!user.isFinished) return [];
  const { endedSessions, isFinished, isOperator, onlineUntil, ...rest } = user;
  const folded = await heldName(table, user);
  const operator = isOperator && { isOperator };
  const value = { ...rest, ...operator, folded, onlineUntil: Math.min(onlineUntil, at) };
  return [{ kind: 'people', value }, await account(user.id, reading)];
};

const photo: Read = (item) => {
  const { mime, b, ...key } = PhotoItem.parse(item);
  const bytes = Buffer.from(b).toString('base64');
  return [{ kind: 'photos', value: { ...photoOf(key), mime, bytes } }];
};

const conversation: Read = (item, { at }) => {
  const { members, ...rest } = withoutExpiredPreview(conversationOf(item), at);
  return [{ kind: 'conversations', value: { ...rest, members: [...members] } }];
};

const member: Read = async (item, { table }) => {
  const { id, settings } = membershipOf(item);
  if (settings.ver === 0) return [];
  const userId = userIdOf(Key.parse(item));
  const marks =
    settings.marksVer > 0 ? marksOf(await getItem(table, marksKey(userId, id))) : noMarks;
  return [{ kind: 'members', value: memberValue(userId, id, { settings, marks }) }];
};

const block: Read = (item) => {
  const key = Key.parse(item);
  return [{ kind: 'blocks', value: { userId: userIdOf(key), otherId: otherIdOf(key) } }];
};

/** The invitation of a registration that never finished is open. */
const invitation: Read = async (item, { table, at }) => {
  const { PK, exp, by = null, uid } = inviteOf(item);
  if (exp <= at) return [];
  const user = uid === undefined ? null : await getUser(table, uid);
  const usedBy = user?.isFinished ? user.id : null;
  const listed = usedBy !== null ? null : await listedInvite(table, by, PK);
  const hash = inviteHashOf(PK);
  return [{ kind: 'invitations', value: { hash, inviterId: by, expiresAt: exp, usedBy, listed } }];
};

const source: Read = (item, { at }) => {
  const { exp, ...key } = Expiring.parse(item);
  return exp > at ? [{ kind: 'sources', value: { ...knownSourceOf(key), expiresAt: exp } }] : [];
};

const event: Read = (item, { at }) => {
  const stored = EventItem.parse(item);
  if (stored.exp <= at || stored.n <= 0) return [];
  const value = {
    userId: userIdOf(stored),
    id: eventIdOf(stored),
    type: stored.type,
    at: stored.at,
    device: stored.dev,
    address: stored.adr,
    reason: stored.why ?? null,
    count: stored.n,
    ...(stored.act && { action: stored.act }),
    ...(stored.opr !== undefined && { operator: stored.opr }),
    ...(stored.usr !== undefined && { user: stored.usr }),
    expiresAt: stored.exp,
  };
  return [{ kind: 'events', value }];
};

const attachment: Read = async (item, { table, at }) => {
  const found = attachmentOf(item, at);
  if (!found || found.state === 'pending') return [];
  const { sentIn } = found;
  const sent = sentIn && (await getItem(table, messageKey(sentIn.conversationId, sentIn.seq)));
  if (sent && isExpired(messageOf(sent), at)) return [];
  return [{ kind: 'attachments', value: attachmentValue(found) }];
};

const message: Read = (item, { at }) => {
  const { attachments, reactions, ...rest } = withoutExpiredContent(messageOf(item), at);
  const files = attachments.map(fileValue);
  return [{ kind: 'messages', value: { ...rest, attachments: files, reactions: [...reactions] } }];
};

const change: Read = (item) => {
  const conversationId = conversationIdOf(Key.parse(item));
  return [{ kind: 'changes', value: { conversationId, ...recordOf(item) } }];
};

const guard: Read = (item, { at }) => {
  const key = Key.parse(item);
  const conversationId = conversationIdOf(key);
  const found = guardOf(item, guardedOf(key), at);
  return found ? [{ kind: 'guards', value: { conversationId, ...found } }] : [];
};

/** By the first parts of partition key and sort key. */
const reads: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  USER: {
    PROFILE: person,
    CONV: member,
    PASSWORD: nothing,
    FACTOR: nothing,
    PASSKEYS: nothing,
    // Part of the record of its membership.
    MARKS: nothing,
    PINS: nothing,
    BLOCK: block,
    BLOCKED: nothing,
    CONN: nothing,
    FAMILY: nothing,
    KNOWN: source,
    EVENT: event,
    WEBPUSH: nothing,
    INVITE: nothing,
  },
  CONV: { CONV: conversation, MSG: message, REC: change, CID: guard, EXP: nothing },
  INVITE: { INVITE: invitation },
  ATT: { ATT: attachment },
};

/** Computed from other items, or not part of an archive. The sort key of a photo is its hash. */
const partitions: Readonly<Record<string, Read>> = {
  PHOTO: photo,
  NAME: nothing,
  LOOKS: nothing,
  EMAIL: nothing,
  GRAM: nothing,
  PRE: nothing,
  PAIR: nothing,
  CONN: nothing,
  TICKET: nothing,
  CHALLENGE: nothing,
  PASSKEY: nothing,
  PROOF: nothing,
  FILES: nothing,
  RATE: nothing,
  ENDPOINT: nothing,
  EXPIRY: nothing,
  NAMES: nothing,
  STORAGE: nothing,
  RESTORE: nothing,
};

const first = (text: string): string => text.split('#', 1)[0] ?? '';

/** The records of an item. @throws for an item that this version does not know: an archive must be complete */
export const recordsOf = async (item: Item, reading: Reading): Promise<ArchiveRecord[]> => {
  const { PK, SK } = Key.parse(item);
  const read = reads[first(PK)]?.[first(SK)] ?? partitions[first(PK)];
  if (!read) throw new Error(`the table has an item of an unknown kind: ${first(PK)} ${first(SK)}`);
  return read(item, reading);
};
