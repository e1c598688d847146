/** Keys and ids are base64url; `host` is the RP id. */
export const passkeys = `
CREATE TABLE passkeys (
  user_id       TEXT NOT NULL REFERENCES users (id),
  id            TEXT NOT NULL,
  credential_id TEXT NOT NULL,
  public_key    TEXT NOT NULL,
  counter       INTEGER NOT NULL,
  host          TEXT NOT NULL,
  transports    TEXT NOT NULL,
  is_synced     INTEGER NOT NULL,
  name          TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  last_used_at  INTEGER,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
`;
