/**
 * Forward migrations: entry n brings a data file from version n to n + 1. Never edit one that has
 * been released; add another. Times are epoch milliseconds, booleans 0 or 1.
 */
export const migrations: readonly string[] = [
  `
CREATE TABLE users (
  id           TEXT PRIMARY KEY,
  username     TEXT NOT NULL,
  folded       TEXT NOT NULL UNIQUE,
  email        TEXT UNIQUE,
  is_active    INTEGER NOT NULL,
  is_finished  INTEGER NOT NULL,
  valid_after  INTEGER NOT NULL,
  online_until INTEGER NOT NULL,
  last_seen    INTEGER,
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user_grams (
  gram    TEXT NOT NULL,
  folded  TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  PRIMARY KEY (gram, folded, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_grams_by_user ON user_grams (user_id);

CREATE TABLE conversations (
  id                   TEXT PRIMARY KEY,
  member_a             TEXT NOT NULL REFERENCES users (id),
  member_b             TEXT NOT NULL REFERENCES users (id),
  ver                  INTEGER NOT NULL,
  seq                  INTEGER NOT NULL,
  last_seq             INTEGER,
  last_sender_id       TEXT,
  last_preview         TEXT,
  last_has_attachments INTEGER,
  last_deleted         INTEGER,
  last_created_at      INTEGER,
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL,
  UNIQUE (member_a, member_b)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
  user_id         TEXT NOT NULL REFERENCES users (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  read_seq        INTEGER NOT NULL,
  unread          INTEGER NOT NULL,
  received        INTEGER NOT NULL,
  sent            INTEGER NOT NULL,
  activity_at     INTEGER NOT NULL,
  PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_activity ON members (user_id, activity_at DESC, conversation_id);

CREATE TABLE messages (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq             INTEGER NOT NULL,
  rev             INTEGER NOT NULL,
  sender_id       TEXT NOT NULL,
  receiver_id     TEXT NOT NULL,
  content         TEXT,
  reply_to_id     TEXT,
  client_id       TEXT NOT NULL,
  read_at         INTEGER,
  edited_at       INTEGER,
  edits           INTEGER NOT NULL,
  deleted_at      INTEGER,
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq             INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('edit', 'delete', 'read')),
  message_seq     INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE sent_guards (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  sender_id       TEXT NOT NULL,
  client_id       TEXT NOT NULL,
  seq             INTEGER NOT NULL,
  request_hash    TEXT NOT NULL,
  expires_at      INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, sender_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sent_guards_by_expiry ON sent_guards (expires_at);

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE credentials (
  user_id       TEXT PRIMARY KEY,
  subject       TEXT NOT NULL,
  password_hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE token_families (
  id         TEXT PRIMARY KEY,
  user_id    TEXT NOT NULL REFERENCES credentials (user_id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX token_families_by_user ON token_families (user_id);
CREATE INDEX token_families_by_expiry ON token_families (expires_at);

CREATE TABLE refresh_tokens (
  hash      TEXT PRIMARY KEY,
  family_id TEXT NOT NULL REFERENCES token_families (id) ON DELETE CASCADE,
  spent_at  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);
`,
  `
CREATE INDEX messages_received ON messages (receiver_id, created_at, conversation_id, seq)
  WHERE deleted_at IS NULL;
CREATE INDEX messages_sent ON messages (sender_id, created_at, conversation_id, seq)
  WHERE deleted_at IS NULL;
CREATE TABLE blocks (
  user_id    TEXT NOT NULL REFERENCES users (id),
  other_id   TEXT NOT NULL REFERENCES users (id),
  PRIMARY KEY (user_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX blocks_by_other ON blocks (other_id);

CREATE TABLE counters (
  key     TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  count   INTEGER NOT NULL,
  PRIMARY KEY (key, ends_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX counters_by_end ON counters (ends_at);

CREATE TABLE invites (
  code       TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE credentials ADD COLUMN is_disabled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN presence_told_at INTEGER NOT NULL DEFAULT 0;
`,
  `
-- In a message once conversation_id, seq and position say where; before that it expires.
CREATE TABLE attachments (
  id              TEXT PRIMARY KEY,
  owner_id        TEXT NOT NULL REFERENCES users (id),
  filename        TEXT NOT NULL,
  mime            TEXT NOT NULL,
  size_bytes      INTEGER NOT NULL,
  width           INTEGER,
  height          INTEGER,
  state           TEXT NOT NULL CHECK (state IN ('pending', 'complete', 'sent')),
  conversation_id TEXT,
  seq             INTEGER,
  position        INTEGER,
  created_at      INTEGER NOT NULL,
  expires_at      INTEGER NOT NULL,
  FOREIGN KEY (conversation_id, seq) REFERENCES messages (conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_by_message ON attachments (conversation_id, seq, position)
  WHERE state = 'sent';
CREATE INDEX attachments_by_expiry ON attachments (expires_at) WHERE state != 'sent';
ALTER TABLE messages ADD COLUMN attachments INTEGER NOT NULL DEFAULT 0;

-- Bytes to remove, written with what makes them superfluous. Given up once failed_at is set.
CREATE TABLE blob_removals (
  key       TEXT PRIMARY KEY,
  attempts  INTEGER NOT NULL,
  due_at    INTEGER NOT NULL,
  failed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_removals_by_due ON blob_removals (due_at) WHERE failed_at IS NULL;
`,
  `
ALTER TABLE invites RENAME COLUMN code TO hash;
UPDATE invites SET hash = sha256(hash);
`,
  `
-- E-mail addresses are not verified, so they are no longer unique. SQLite drops no constraint of a table.
CREATE TABLE users_without_unique_email (
  id               TEXT PRIMARY KEY,
  username         TEXT NOT NULL,
  folded           TEXT NOT NULL UNIQUE,
  email            TEXT,
  is_active        INTEGER NOT NULL,
  is_finished      INTEGER NOT NULL,
  valid_after      INTEGER NOT NULL,
  online_until     INTEGER NOT NULL,
  last_seen        INTEGER,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  presence_told_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO users_without_unique_email SELECT * FROM users;
DROP TABLE users;
ALTER TABLE users_without_unique_email RENAME TO users;
`,
  `
-- A family of tokens is a session: on which device, from where, when it was last used.
ALTER TABLE token_families ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE token_families SET last_seen_at = max(started_at, coalesce(
  (SELECT max(spent_at) FROM refresh_tokens WHERE family_id = token_families.id), 0));
ALTER TABLE token_families ADD COLUMN end_reason TEXT;
-- Refreshes in the window that ends then.
ALTER TABLE token_families ADD COLUMN refreshes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token_families ADD COLUMN window_ends_at INTEGER NOT NULL DEFAULT 0;
-- The token that this one was issued for.
ALTER TABLE refresh_tokens ADD COLUMN parent TEXT;
CREATE INDEX refresh_tokens_by_parent ON refresh_tokens (parent) WHERE parent IS NOT NULL;
-- JSON: sessions of which access tokens may be unexpired.
ALTER TABLE users ADD COLUMN ended_sessions TEXT NOT NULL DEFAULT '';
`,
  `
-- Keys of access tokens: the first signs, former ones verify until their time is over.
INSERT INTO settings
  SELECT 'signing_keys', json_array(json_object('kid', 'local', 'pem', value, 'until', NULL))
  FROM settings WHERE name = 'signing_key';
DELETE FROM settings WHERE name = 'signing_key';
`,
  `
ALTER TABLE users ADD COLUMN shows_presence INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN shows_receipts INTEGER NOT NULL DEFAULT 1;
`,
  `
-- Devices and networks from which users have signed in, hashed.
CREATE TABLE known_sources (
  user_id    TEXT NOT NULL,
  hash       TEXT NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;
`,
  `
-- Of every user: the name as it is searched, and what it looks like. Filled by names.ts. The column folded of
-- users is the form that was claimed, which an earlier version may have folded otherwise.
CREATE TABLE user_names (
  user_id  TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  folded   TEXT NOT NULL,
  skeleton TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX user_names_by_folded ON user_names (folded);
CREATE INDEX user_names_by_skeleton ON user_names (skeleton);
-- The version of folding and skeletons that they have.
CREATE TABLE user_names_version (version INTEGER NOT NULL) STRICT;
INSERT INTO user_names_version VALUES (0);
`,
];
