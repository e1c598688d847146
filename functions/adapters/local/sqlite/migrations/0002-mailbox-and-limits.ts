export const mailboxAndLimits = `
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
`;
