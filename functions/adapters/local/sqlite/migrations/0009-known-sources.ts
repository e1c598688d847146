export const knownSources = `
-- Devices and networks from which users have signed in, hashed.
CREATE TABLE known_sources (
  user_id    TEXT NOT NULL,
  hash       TEXT NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT, WITHOUT ROWID;
`;
