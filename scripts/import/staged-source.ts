import { createReadStream } from 'node:fs';
import type { ArchiveRecord, ArchiveValue } from '../../functions/contracts/archive/records.ts';
import { limits } from '../../functions/contracts/limits.ts';
import { foldName } from '../../functions/contracts/names/fold.ts';
import { previewOf } from '../../functions/core/domain/message.ts';
import { messageId } from '../../functions/core/domain/message-id.ts';
import { openPrivacy } from '../../functions/core/domain/privacy.ts';
import type { ArchiveSource, Portion } from '../../functions/core/ports/archive.ts';
import type { Staging } from './staging.ts';
import { uuidFrom } from './values.ts';

type Row = Record<string, unknown>;
const text = (row: Row, name: string): string => row[name] as string;
const int = (row: Row, name: string): number => row[name] as number;
const maybeText = (row: Row, name: string): string | null => (row[name] as string | null) ?? null;
const maybeInt = (row: Row, name: string): number | null => (row[name] as number | null) ?? null;

const recordsAtOnce = 1_000;

const personRecord = (row: Row): ArchiveRecord => ({
  kind: 'people',
  value: {
    id: text(row, 'id'),
    username: text(row, 'username'),
    folded: foldName(text(row, 'username')),
    displayName: maybeText(row, 'display'),
    about: null,
    photo: null,
    email: maybeText(row, 'email'),
    isActive: row['is_active'] === 1,
    validAfter: 0,
    onlineUntil: 0,
    lastSeen: null,
    privacy: openPrivacy,
    createdAt: int(row, 'created'),
    updatedAt: int(row, 'updated'),
  },
});

const fileOf = (row: Row): ArchiveValue<'messages'>['attachments'][number] => ({
  id: text(row, 'id'),
  filename: text(row, 'filename'),
  mime: text(row, 'mime'),
  sizeBytes: int(row, 'size'),
  ...(row['width'] !== null && row['height'] !== null
    ? { width: int(row, 'width'), height: int(row, 'height') }
    : {}),
});

const filesOf = (staging: Staging, letter: number) =>
  staging.all('SELECT * FROM files WHERE letter = ? ORDER BY position', letter).map(fileOf);

/**
 * A member's counts. Everything before the first unread message is read by `readSeq`; later read ones have a time
 * of reading.
 */
const stateOf = (staging: Staging, pair: string, member: string) => {
  const counts = staging.get(
    `SELECT count(*) FILTER (WHERE sender = ? AND deleted IS NULL) AS sent,
       count(*) FILTER (WHERE receiver = ? AND deleted IS NULL) AS received,
       count(*) FILTER (WHERE receiver = ? AND deleted IS NULL AND is_read = 0) AS unread,
       min(seq) FILTER (WHERE receiver = ? AND deleted IS NULL AND is_read = 0) AS first_unread,
       coalesce(max(seq), 0) AS last
     FROM letters WHERE pair = ?`,
    member,
    member,
    member,
    member,
    pair,
  ) as Record<string, number | null>;
  const last = counts['last'] ?? 0;
  return {
    readSeq: (counts['first_unread'] ?? last + 1) - 1,
    unread: counts['unread'] ?? 0,
    received: counts['received'] ?? 0,
    sent: counts['sent'] ?? 0,
  };
};

const lastMessageOf = (staging: Staging, row: Row | undefined) => {
  if (!row) return null;
  const files = filesOf(staging, int(row, 'letter'));
  return {
    seq: int(row, 'seq'),
    senderId: text(row, 'sender'),
    preview: previewOf(maybeText(row, 'content') ?? files[0]?.filename ?? null),
    hasAttachments: files.length > 0,
    deleted: row['deleted'] !== null,
    createdAt: int(row, 'created'),
  };
};

const conversationRecord = (staging: Staging, row: Row): ArchiveRecord => {
  const [id, one, other] = [text(row, 'id'), text(row, 'one'), text(row, 'other')];
  const times = staging.get(
    `SELECT min(created) AS first, max(max(created, coalesce(edited, 0), coalesce(deleted, 0))) AS last
     FROM letters WHERE pair = ?`,
    id,
  ) as { first: number | null; last: number | null };
  const last = staging.get('SELECT * FROM letters WHERE pair = ? ORDER BY seq DESC LIMIT 1', id);
  const seq = last ? int(last, 'seq') : 0;
  const opened = maybeInt(row, 'created') ?? times.first ?? Date.now();
  const createdAt = Math.min(opened, times.first ?? opened);
  const members = [...new Set([one, other])];
  return {
    kind: 'conversations',
    value: {
      id,
      members: [one, other],
      ver: seq + 1,
      seq,
      states: Object.fromEntries(members.map((member) => [member, stateOf(staging, id, member)])),
      lastMessage: lastMessageOf(staging, last),
      createdAt,
      updatedAt: Math.max(createdAt, times.last ?? createdAt),
    },
  };
};

const replyOf = (staging: Staging, row: Row): string | null => {
  const old = maybeText(row, 'reply_to');
  if (old === null) return null;
  const sql = 'SELECT seq FROM letters WHERE old = ? AND part = 0 AND pair = ?';
  const found = staging.get(sql, old, text(row, 'pair'));
  return found ? messageId(text(row, 'pair'), int(found, 'seq')) : null;
};

const messageRecord = (staging: Staging, row: Row, readSeq: number): ArchiveRecord => {
  const [seq, created] = [int(row, 'seq'), int(row, 'created')];
  const [edited, deleted] = [maybeInt(row, 'edited'), maybeInt(row, 'deleted')];
  const isNote = row['sender'] === row['receiver'];
  const readLater = row['is_read'] === 1 && (seq > readSeq || isNote) ? created : null;
  return {
    kind: 'messages',
    value: {
      conversationId: text(row, 'pair'),
      seq,
      rev: seq,
      senderId: text(row, 'sender'),
      receiverId: text(row, 'receiver'),
      content: maybeText(row, 'content'),
      attachments: filesOf(staging, int(row, 'letter')),
      reactions: [],
      replyToId: replyOf(staging, row),
      clientId: uuidFrom('message', text(row, 'old'), String(row['part'])),
      readAt: maybeInt(row, 'read_at') ?? readLater,
      editedAt: edited,
      edits: edited === null ? 0 : 1,
      deletedAt: deleted,
      createdAt: created,
      updatedAt: Math.max(created, edited ?? 0, deleted ?? 0),
    },
  };
};

const attachmentRecord = (row: Row): ArchiveRecord => ({
  kind: 'attachments',
  value: {
    ...fileOf(row),
    ownerId: text(row, 'sender'),
    state: 'sent',
    sentIn: { conversationId: text(row, 'pair'), seq: int(row, 'seq') },
    createdAt: int(row, 'sent_at'),
    expiresAt: int(row, 'sent_at') + limits.attachment.unsentSeconds * 1_000,
  },
});

const accountRecord = (row: Row): ArchiveRecord => ({
  kind: 'accounts',
  value: { userId: text(row, 'id'), hash: maybeText(row, 'hash') },
});

function* recordsOf(staging: Staging): Generator<ArchiveRecord> {
  for (const row of staging.each('SELECT * FROM people')) yield personRecord(row);
  for (const row of staging.each('SELECT * FROM pairs')) yield conversationRecord(staging, row);
  const files = `SELECT f.*, l.sender, l.pair, l.seq, l.created AS sent_at
    FROM files f JOIN letters l ON l.letter = f.letter`;
  for (const row of staging.each(files)) yield attachmentRecord(row);
  for (const pair of staging.each('SELECT * FROM pairs')) {
    const id = text(pair, 'id');
    const readSeqs = new Map(
      [text(pair, 'one'), text(pair, 'other')].map((member) => [
        member,
        stateOf(staging, id, member).readSeq,
      ]),
    );
    const sql = 'SELECT * FROM letters WHERE pair = ? ORDER BY created, rank, old, part';
    for (const row of staging.each(sql, id)) {
      yield messageRecord(staging, row, readSeqs.get(text(row, 'receiver')) ?? 0);
    }
  }
  for (const row of staging.each('SELECT * FROM people')) yield accountRecord(row);
}

/** What an import has staged, as everything of a Parley. */
export const stagedSource = (staging: Staging): ArchiveSource => ({
  read: async function* (): AsyncGenerator<Portion> {
    let records: ArchiveRecord[] = [];
    for (const record of recordsOf(staging)) {
      records.push(record);
      if (records.length < recordsAtOnce) continue;
      yield { records, position: null };
      records = [];
    }
    yield { records, position: null };
  },
  openBlob: async (id) => {
    const path = staging.get('SELECT path FROM files WHERE id = ?', id)?.['path'];
    return path === undefined ? null : createReadStream(path as string);
  },
  close: async () => staging.close(),
});
