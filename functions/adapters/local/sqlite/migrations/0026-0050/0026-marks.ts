/** What a member has cleared, deleted for themselves and starred: JSON arrays of sequence numbers, stars with times. */
export const marks = `
ALTER TABLE members ADD COLUMN cleared_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN last_hidden_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN marks_ver INTEGER NOT NULL DEFAULT 0;
CREATE TABLE marks (
  user_id         TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  ver             INTEGER NOT NULL,
  hidden          TEXT NOT NULL,
  starred         TEXT NOT NULL,
  PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;
`;
