export const faces = `
ALTER TABLE users ADD COLUMN display_name TEXT;
ALTER TABLE users ADD COLUMN about TEXT;
-- The hash of the photo.
ALTER TABLE users ADD COLUMN photo TEXT;
-- The display name of a user as it is searched: without case and accents.
CREATE TABLE display_names (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  folded  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX display_names_by_folded ON display_names (folded);
-- Bytes apart from profiles, which every list reads.
CREATE TABLE photos (
  user_id TEXT PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  hash    TEXT NOT NULL,
  mime    TEXT NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;
`;
