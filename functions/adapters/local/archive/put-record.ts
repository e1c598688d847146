import type { ArchiveKind, ArchiveRecord, ArchiveValue } from '#contracts/archive/records.ts';
import { limits } from '#contracts/limits.ts';
import { factorFrom, markedOf, passkeysFrom } from '#functions/adapters/archive-values.ts';
import { sealIn } from '../factors/factor-keys.ts';
import { putFactor } from '../factors/factor-store.ts';
import { insertPasskey } from '../identity/passkey-store.ts';
import {
  insertConversation,
  insertMessage,
  putConversation,
  putRecord,
  updateMessage,
} from '../sqlite/apply-change.ts';
import { insertAttachment } from '../sqlite/attachment-store.ts';
import type { Database } from '../sqlite/database.ts';
import { putGuard } from '../sqlite/guards/sent-guards.ts';
import { putMarks } from '../sqlite/marks.ts';
import { putSettings } from '../sqlite/member-settings-store.ts';
import { indexNames, setDisplayName, setName } from '../sqlite/names.ts';

type Put = { readonly [K in ArchiveKind]: (db: Database, value: ArchiveValue<K>) => void };

const knownSourceMs = limits.knownSources.deviceDays * 86_400_000;

const putPerson: Put['people'] = (db, person) => {
  db.run(
    `INSERT INTO users (id, username, folded, display_name, about, photo, email, is_active,
       is_finished, valid_after, online_until, last_seen, shows_presence, shows_receipts,
       created_at, updated_at, is_operator)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
    person.id,
    person.username,
    person.folded,
    person.displayName,
    person.about,
    person.photo,
    person.email,
    Number(person.isActive),
    person.validAfter,
    person.onlineUntil,
    person.lastSeen,
    Number(person.privacy.presence),
    Number(person.privacy.readReceipts),
    person.createdAt,
    person.updatedAt,
    Number(person.isOperator ?? false),
  );
  setName(db, person.id, person.username);
  setDisplayName(db, person.id, person.displayName);
  if (person.isActive) indexNames(db, person.id);
};

/** A conversation is created with its first version, and then has the last one. */
const putWholeConversation: Put['conversations'] = (db, conversation) => {
  insertConversation(db, { ...conversation, ver: conversation.ver - 1 });
  putConversation(db, conversation);
};

const putMessage: Put['messages'] = (db, message) => {
  insertMessage(db, message);
  if (message.reactions.length > 0) updateMessage(db, message);
  for (const [position, { id }] of message.attachments.entries()) {
    db.run(
      'UPDATE attachments SET conversation_id = ?, seq = ?, position = ? WHERE id = ?',
      message.conversationId,
      message.seq,
      position,
      id,
    );
  }
};

/** How a record of each kind gets into an empty data file; runs inside a write. */
const puts: Put = {
  people: putPerson,
  photos: (db, { userId, hash, mime, bytes }) => {
    const sql = 'INSERT INTO photos (user_id, hash, mime, bytes) VALUES (?, ?, ?, ?)';
    db.run(sql, userId, hash, mime, Buffer.from(bytes, 'base64'));
  },
  conversations: putWholeConversation,
  members: (db, member) => {
    const { settings, marks } = markedOf(member);
    putSettings(db, member.userId, member.conversationId, settings);
    if (marks.ver > 0) putMarks(db, member.userId, member.conversationId, marks);
  },
  blocks: (db, { userId, otherId }) => {
    db.run('INSERT INTO blocks (user_id, other_id) VALUES (?, ?)', userId, otherId);
  },
  invitations: (db, { hash, inviterId, expiresAt, usedBy, listed }) => {
    db.run(
      `INSERT INTO invites (hash, id, inviter_id, created_at, expires_at, used_by)
       VALUES (?, ?, ?, ?, ?, ?)`,
      hash,
      listed?.id ?? null,
      inviterId,
      listed?.createdAt ?? 0,
      expiresAt,
      usedBy,
    );
  },
  sources: (db, { userId, hash, expiresAt }) => {
    const sql =
      'INSERT INTO known_sources (user_id, hash, seen_at, expires_at) VALUES (?, ?, ?, ?)';
    db.run(sql, userId, hash, expiresAt - knownSourceMs, expiresAt);
  },
  events: (db, event) => {
    db.run(
      `INSERT INTO account_events
         (user_id, id, type, at, device, address, reason, count, expires_at, action, operator, subject)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      event.userId,
      event.id,
      event.type,
      event.at,
      event.device,
      event.address,
      event.reason,
      event.count,
      event.expiresAt,
      event.action ?? null,
      event.operator ?? null,
      event.user ?? null,
    );
  },
  // The message that has it does not exist yet: its record completes the row.
  attachments: (db, attachment) => insertAttachment(db, attachment),
  messages: putMessage,
  changes: (db, { conversationId, ...record }) => putRecord(db, conversationId, record),
  guards: (db, { conversationId, ...guard }) => putGuard(db, conversationId, guard),
  accounts: (db, { userId, hash, factor, passkeys = [] }) => {
    for (const passkey of passkeysFrom(passkeys)) insertPasskey(db, userId, passkey);
    if (factor) {
      putFactor(
        db,
        userId,
        factorFrom(factor, (secret) => sealIn(db, userId, secret)),
      );
    }
    db.run(
      `INSERT INTO credentials (user_id, subject, password_hash, is_disabled)
       SELECT id, ?, ?, 1 - is_active FROM users WHERE id = ?`,
      crypto.randomUUID(),
      hash ?? '',
      userId,
    );
  },
};

export const putRecordOf = <K extends ArchiveKind>(db: Database, record: ArchiveRecord): void => {
  const put = puts[record.kind] as (db: Database, value: ArchiveValue<K>) => void;
  put(db, record.value as ArchiveValue<K>);
};
