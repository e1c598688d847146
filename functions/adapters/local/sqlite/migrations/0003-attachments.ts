export const attachments = `
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
`;
