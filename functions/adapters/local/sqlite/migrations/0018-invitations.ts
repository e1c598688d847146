/** An unfinished registration is removed with its profile: then its invitation is open again. */
export const invitations = `
ALTER TABLE invites ADD COLUMN id TEXT;
ALTER TABLE invites ADD COLUMN inviter_id TEXT REFERENCES users (id);
ALTER TABLE invites ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invites ADD COLUMN used_by TEXT REFERENCES users (id) ON DELETE SET NULL;
CREATE INDEX invites_by_inviter ON invites (inviter_id) WHERE inviter_id IS NOT NULL;
CREATE INDEX invites_by_user ON invites (used_by);
`;
