export const sharedEmails = `
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
`;
