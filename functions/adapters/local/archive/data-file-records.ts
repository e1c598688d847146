import type { ArchiveKind, ArchiveRecord, ArchiveValue } from '#contracts/archive/records.ts';
import { withoutExpiredContent, withoutExpiredPreview } from '#core/domain/visibility/archived.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';
import {
  attachmentValue,
  factorValue,
  fileValue,
  memberValue,
  passkeysValue,
} from '#functions/adapters/archive-values.ts';
import { openIn } from '../factors/factor-keys.ts';
import { getFactor } from '../factors/factor-store.ts';
import { listPasskeys } from '../identity/passkey-store.ts';
import type { Database, Row } from '../sqlite/database.ts';
import { unpackId } from '../sqlite/guards/packed.ts';
import { findMarks } from '../sqlite/marks.ts';
import { settingsOf } from '../sqlite/member-settings-store.ts';
import {
  attachmentOf,
  conversationColumns,
  conversationOf,
  guardOf,
  messageOf,
  recordOf,
  userOf,
} from '../sqlite/rows.ts';
import type { Selection } from './pages.ts';

/** How the records of a kind are read from the data file. */
interface Reading<K extends ArchiveKind> {
  readonly select: (at: number) => Selection;
  /** A second table with rows of this kind: a union of both would be sorted anew for each page. */
  readonly selectMore?: (at: number) => Selection;
  readonly valueOf: (db: Database, row: Row, at: number) => ArchiveValue<K>;
}

const text = (row: Row, name: string): string => row[name] as string;
const int = (row: Row, name: string): number => row[name] as number;

const finished = 'is_finished = 1';
const unexpired = (at: number) => ({ where: 'expires_at > ?', values: [at] });

const guardsIn = (table: 'guards' | 'sent_guards', at: number): Selection => ({
  table,
  key: ['conversation_id', 'sender_id', 'client_id'],
  ...unexpired(at),
});

const listedOf = (row: Row, usedBy: string | null) =>
  row['id'] === null || usedBy !== null
    ? null
    : { id: text(row, 'id'), createdAt: int(row, 'created_at') };

/** The user of an invitation; null for an unfinished registration, which an archive does not contain. */
const usedBy = (db: Database, row: Row): string | null => {
  const id = row['used_by'] as string | null;
  const user =
    id === null ? undefined : db.get(`SELECT 1 FROM users WHERE id = ? AND ${finished}`, id);
  return user ? id : null;
};

export const readings: { readonly [K in ArchiveKind]: Reading<K> } = {
  people: {
    select: () => ({ table: 'users', key: ['id'], where: finished }),
    valueOf: (_, row, at) => {
      const { endedSessions, isFinished, isOperator, onlineUntil, ...user } = userOf(row);
      return {
        ...user,
        ...(isOperator && { isOperator }),
        folded: text(row, 'folded'),
        onlineUntil: Math.min(onlineUntil, at),
      };
    },
  },
  photos: {
    select: () => ({ table: 'photos', key: ['user_id'] }),
    valueOf: (_, row) => ({
      userId: text(row, 'user_id'),
      hash: text(row, 'hash'),
      mime: text(row, 'mime'),
      bytes: Buffer.from(row['bytes'] as Uint8Array).toString('base64'),
    }),
  },
  conversations: {
    select: () => ({ table: `(SELECT ${conversationColumns})`, key: ['id'] }),
    valueOf: (_, row, at) => {
      const { members, ...conversation } = withoutExpiredPreview(conversationOf(row), at);
      return { ...conversation, members: [...members] };
    },
  },
  members: {
    select: () => ({
      table: 'members',
      key: ['user_id', 'conversation_id'],
      where: 'settings_ver > 0',
    }),
    valueOf: (db, row) => {
      const [userId, id] = [text(row, 'user_id'), text(row, 'conversation_id')];
      const settings = settingsOf(row);
      const marks = settings.marksVer > 0 ? findMarks(db, userId, id) : noMarks;
      return memberValue(userId, id, { settings, marks });
    },
  },
  blocks: {
    select: () => ({ table: 'blocks', key: ['user_id', 'other_id'] }),
    valueOf: (_, row) => ({ userId: text(row, 'user_id'), otherId: text(row, 'other_id') }),
  },
  invitations: {
    select: (at) => ({ table: 'invites', key: ['hash'], ...unexpired(at) }),
    valueOf: (db, row) => {
      const user = usedBy(db, row);
      return {
        hash: text(row, 'hash'),
        inviterId: row['inviter_id'] as string | null,
        expiresAt: int(row, 'expires_at'),
        usedBy: user,
        listed: listedOf(row, user),
      };
    },
  },
  sources: {
    select: (at) => ({ table: 'known_sources', key: ['user_id', 'hash'], ...unexpired(at) }),
    valueOf: (_, row) => ({
      userId: text(row, 'user_id'),
      hash: text(row, 'hash'),
      expiresAt: int(row, 'expires_at'),
    }),
  },
  events: {
    select: (at) => ({ table: 'account_events', key: ['user_id', 'id'], ...unexpired(at) }),
    valueOf: (_, row) => ({
      userId: text(row, 'user_id'),
      id: text(row, 'id'),
      type: text(row, 'type') as ArchiveValue<'events'>['type'],
      at: int(row, 'at'),
      device: text(row, 'device'),
      address: text(row, 'address'),
      reason: row['reason'] as ArchiveValue<'events'>['reason'],
      count: int(row, 'count'),
      ...(row['action'] !== null && {
        action: row['action'] as NonNullable<ArchiveValue<'events'>['action']>,
      }),
      ...(row['operator'] !== null && { operator: text(row, 'operator') }),
      ...(row['subject'] !== null && { user: text(row, 'subject') }),
      expiresAt: int(row, 'expires_at'),
    }),
  },
  attachments: {
    select: (at) => ({
      table: 'attachments',
      key: ['id'],
      where: `((state = 'sent' AND NOT EXISTS (SELECT 1 FROM messages m
          WHERE m.conversation_id = attachments.conversation_id AND m.seq = attachments.seq
            AND m.expires_at <= ?))
        OR (state = 'complete' AND expires_at > ?))`,
      values: [at, at],
    }),
    valueOf: (_, row) => attachmentValue(attachmentOf(row)),
  },
  messages: {
    select: () => ({ table: 'messages', key: ['conversation_id', 'seq'] }),
    valueOf: (db, row, at) => {
      const stored = withoutExpiredContent(messageOf(db, row), at);
      const { attachments, reactions, ...message } = stored;
      return { ...message, attachments: attachments.map(fileValue), reactions: [...reactions] };
    },
  },
  changes: {
    select: () => ({ table: 'records', key: ['conversation_id', 'seq'] }),
    valueOf: (_, row) => ({ conversationId: text(row, 'conversation_id'), ...recordOf(row) }),
  },
  guards: {
    select: (at) => guardsIn('guards', at),
    // Empty unless an earlier version wrote this file a short time ago.
    selectMore: (at) => guardsIn('sent_guards', at),
    valueOf: (_, row) => ({ conversationId: unpackId(row['conversation_id']), ...guardOf(row) }),
  },
  accounts: {
    select: () => ({
      table: `(SELECT c.* FROM credentials c JOIN users u ON u.id = user_id WHERE ${finished})`,
      key: ['user_id'],
    }),
    valueOf: (db, row) => {
      const userId = text(row, 'user_id');
      const factor = getFactor(db, userId);
      const secret = factor && openIn(db, userId, factor.sealed);
      return {
        userId,
        hash: text(row, 'password_hash') || null,
        ...factorValue(factor, secret),
        ...passkeysValue(listPasskeys(db, userId)),
      };
    },
  },
};

/** A record of a kind from its row. */
export const recordFrom = <K extends ArchiveKind>(
  db: Database,
  kind: K,
  row: Row,
  at: number,
): ArchiveRecord => {
  const reading: Reading<K> = readings[kind];
  return { kind, value: reading.valueOf(db, row, at) } as unknown as ArchiveRecord;
};
