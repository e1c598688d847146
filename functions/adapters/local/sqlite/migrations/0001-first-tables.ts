export const firstTables = `
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
`;
