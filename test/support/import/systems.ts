import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bcryptHashes } from './bcrypt-hashes.ts';

type Value = string | number | boolean | null;

/** A FastAPI messenger on PostgreSQL: the tables that its SQLAlchemy models create, and what is in them. */
export interface System {
  readonly ddl: string;
  /** The columns, then the rows, of each table. */
  readonly tables: Readonly<Record<string, readonly (readonly Value[])[]>>;
}

const hashOf = (what: string): string => bcryptHashes.get(what)?.hash ?? '';
export const passwords = { ann: 'Engine-1843', bob: 'secret' };
const hashes = { ann: hashOf('$2b'), bob: hashOf('$2a') };

const userId = (digit: number): string => `${String(digit).repeat(8)}-aaaa-4bbb-8ccc-dddddddddddd`;
export const uuids = { ann: userId(1), bob: userId(2), admin: userId(3), gone: userId(4) };

export const longText = 'A long text has many words. '.repeat(250).trim();

/** A mailbox service: UUIDs for users, integers for messages, times without a zone. */
export const mailbox: System = {
  ddl: `
CREATE TABLE users (
  id UUID NOT NULL, username VARCHAR(50) NOT NULL, hashed_password VARCHAR(255) NOT NULL,
  is_active BOOLEAN DEFAULT true NOT NULL,
  created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_users_username ON users (username);
CREATE TABLE messages (
  id SERIAL NOT NULL, sender_id UUID NOT NULL, receiver_id UUID, text TEXT NOT NULL,
  is_read BOOLEAN DEFAULT false NOT NULL,
  created_at TIMESTAMP WITHOUT TIME ZONE DEFAULT now() NOT NULL, PRIMARY KEY (id),
  FOREIGN KEY(sender_id) REFERENCES users (id),
  FOREIGN KEY(receiver_id) REFERENCES users (id) ON DELETE SET NULL
);
CREATE INDEX ix_messages_receiver_id ON messages (receiver_id);
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);`,
  tables: {
    users: [
      ['id', 'username', 'hashed_password', 'is_active', 'created_at'],
      [uuids.ann, 'Ann', hashes.ann, true, '2024-01-02 03:04:05.123456'],
      [uuids.bob, 'bob', hashes.bob, true, '2024-01-03 03:04:05'],
      [uuids.admin, 'admin', hashes.bob, true, '2024-01-04 03:04:05'],
      [uuids.gone, 'gone', hashes.bob, false, '2024-01-05 03:04:05'],
    ],
    messages: [
      ['id', 'sender_id', 'receiver_id', 'text', 'is_read', 'created_at'],
      [1, uuids.ann, uuids.bob, 'Hello, "Bob",\nhow are you?', true, '2024-02-01 10:00:00'],
      [2, uuids.bob, uuids.ann, 'Fine', false, '2024-02-01 10:00:01.5'],
      [3, uuids.ann, uuids.bob, 'Unread', false, '2024-02-01 10:00:02'],
      // Of the same instant: the id decides.
      [5, uuids.ann, uuids.bob, 'Read after an unread one', true, '2024-02-01 10:00:03'],
      [4, uuids.ann, uuids.bob, 'Also unread', false, '2024-02-01 10:00:03'],
      [6, uuids.gone, uuids.ann, 'From one who has left', true, '2024-02-01 10:00:04'],
      [7, uuids.ann, null, 'To nobody', false, '2024-02-01 10:00:05'],
      [8, uuids.ann, uuids.ann, 'A note', false, '2024-02-01 10:00:06'],
      [9, uuids.bob, uuids.admin, longText, false, '2024-02-01 10:00:07'],
      [10, uuids.bob, uuids.admin, ' ', false, '2024-02-01 10:00:08'],
    ],
    alembic_version: [['version_num'], ['0a1b2c3d']],
  },
};

/** A conversation service: integers, times with a zone, members and attachments in tables. */
export const conversations: System = {
  ddl: `
CREATE TABLE users (
  id SERIAL PRIMARY KEY, email VARCHAR(255) NOT NULL UNIQUE, username VARCHAR(50) NOT NULL UNIQUE,
  password_hash VARCHAR(255) NOT NULL, created_at TIMESTAMP WITH TIME ZONE DEFAULT now()
);
CREATE TABLE conversations (id SERIAL PRIMARY KEY, created_at TIMESTAMP WITH TIME ZONE DEFAULT now());
CREATE TABLE conversation_members (
  conversation_id INTEGER NOT NULL REFERENCES conversations (id),
  user_id INTEGER NOT NULL REFERENCES users (id), last_read_message_id INTEGER,
  PRIMARY KEY (conversation_id, user_id)
);
CREATE TABLE messages (
  id BIGSERIAL PRIMARY KEY, conversation_id INTEGER NOT NULL REFERENCES conversations (id),
  sender_id INTEGER NOT NULL REFERENCES users (id), content TEXT,
  created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL,
  edited_at TIMESTAMP WITH TIME ZONE, deleted_at TIMESTAMP WITH TIME ZONE
);
CREATE TABLE attachments (
  id UUID PRIMARY KEY, message_id BIGINT REFERENCES messages (id), original_name VARCHAR(255) NOT NULL,
  storage_path VARCHAR(512) NOT NULL, content_type VARCHAR(100), size_bytes INTEGER NOT NULL
);`,
  tables: {
    users: [
      ['id', 'email', 'username', 'password_hash', 'created_at'],
      [1, 'Ann@Example.org', 'ann', hashes.ann, '2024-01-02 03:04:05+00'],
      [2, 'bob@example.org', 'bob', hashes.bob, '2024-01-02 05:04:05+02'],
      [3, 'eve@example.org', 'B0b', hashes.bob, '2024-01-03 05:04:05+02'],
    ],
    conversations: [
      ['id', 'created_at'],
      [10, '2024-02-01 00:00:00+00'],
      [11, '2024-02-01 00:00:00+00'],
      [12, '2024-02-02 00:00:00+00'],
    ],
    conversation_members: [
      ['conversation_id', 'user_id', 'last_read_message_id'],
      [10, 1, 103],
      [10, 2, 101],
      [11, 1, null],
      [11, 2, null],
      [11, 3, null],
      [12, 2, null],
      [12, 3, null],
    ],
    messages: [
      ['id', 'conversation_id', 'sender_id', 'content', 'created_at', 'edited_at', 'deleted_at'],
      [101, 10, 1, 'One', '2024-02-01 10:00:00+00', null, null],
      [102, 10, 1, 'Two, edited', '2024-02-01 10:01:00+00', '2024-02-01 10:05:00+00', null],
      [103, 10, 2, 'Three, deleted', '2024-02-01 10:02:00+00', null, '2024-02-01 10:06:00+00'],
      [104, 10, 1, null, '2024-02-01 10:03:00+00', null, null],
      [105, 10, 1, null, '2024-02-01 10:04:00+00', null, null],
      [106, 11, 1, 'To a group', '2024-02-01 10:07:00+00', null, null],
    ],
    attachments: [
      ['id', 'message_id', 'original_name', 'storage_path', 'content_type', 'size_bytes'],
      [userId(5), 104, 'notes.txt', '/app/uploads/2024/5.bin', 'text/plain', 6],
      [userId(6), 104, 'photo.png', 'uploads/6.png', 'image/png', 9],
      [userId(7), 105, 'lost.pdf', 'uploads/7.pdf', 'application/pdf', 9],
      [userId(8), 104, 'tool.png', 'uploads/8.png', 'image/png', 9],
      [userId(9), 104, 'passwd', '../../../../etc/passwd', 'text/plain', 9],
    ],
  },
};
export const fileIds = { notes: userId(5) };

/** The upload folder of the conversation service: a text, no picture although its name says so, a program. */
export const writeUploads = (folder: string): void => {
  mkdirSync(join(folder, '2024'), { recursive: true });
  writeFileSync(join(folder, '2024', '5.bin'), 'a note');
  writeFileSync(join(folder, '6.png'), 'not a png');
  writeFileSync(join(folder, '8.png'), 'MZ\0program');
};

const field = (value: Value): string => {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
};

/** The tables as `\copy … csv header` writes them. */
export const writeCsvFiles = (system: System, folder: string): void => {
  for (const [table, rows] of Object.entries(system.tables)) {
    const lines = rows.map((row) => `${row.map(field).join(',')}\n`);
    writeFileSync(join(folder, `${table}.csv`), lines.join(''));
  }
};
