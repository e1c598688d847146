/** The table of records is copied, because SQLite cannot change a CHECK. */
export const reactions = `
ALTER TABLE messages ADD COLUMN reactions TEXT;
CREATE TABLE records_with_reactions (
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  seq             INTEGER NOT NULL,
  kind            TEXT NOT NULL CHECK (kind IN ('edit', 'delete', 'read', 'reaction')),
  message_seq     INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO records_with_reactions SELECT conversation_id, seq, kind, message_seq FROM records;
DROP TABLE records;
ALTER TABLE records_with_reactions RENAME TO records;
`;
