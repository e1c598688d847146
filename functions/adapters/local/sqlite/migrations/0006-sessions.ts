export const sessions = `
-- A family of tokens is a session: on which device, from where, when it was last used.
ALTER TABLE token_families ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE token_families ADD COLUMN last_seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE token_families SET last_seen_at = max(started_at, coalesce(
  (SELECT max(spent_at) FROM refresh_tokens WHERE family_id = token_families.id), 0));
ALTER TABLE token_families ADD COLUMN end_reason TEXT;
-- Refreshes in the window that ends then.
ALTER TABLE token_families ADD COLUMN refreshes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE token_families ADD COLUMN window_ends_at INTEGER NOT NULL DEFAULT 0;
-- The token that this one was issued for.
ALTER TABLE refresh_tokens ADD COLUMN parent TEXT;
CREATE INDEX refresh_tokens_by_parent ON refresh_tokens (parent) WHERE parent IS NOT NULL;
-- JSON: sessions of which access tokens may be unexpired.
ALTER TABLE users ADD COLUMN ended_sessions TEXT NOT NULL DEFAULT '';
`;
