export const userNames = `
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
`;
