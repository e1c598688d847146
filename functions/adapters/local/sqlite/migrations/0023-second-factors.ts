export const secondFactors = `
-- The secret is encrypted with a key of the settings (factor_keys). Recovery codes are hashes, as JSON.
CREATE TABLE second_factors (
  user_id       TEXT PRIMARY KEY,
  sealed        TEXT NOT NULL,
  created_at    INTEGER NOT NULL,
  confirmed_at  INTEGER,
  used_step     INTEGER NOT NULL,
  recovery      TEXT NOT NULL,
  proof_session TEXT,
  proof_until   INTEGER
) STRICT, WITHOUT ROWID;
`;
