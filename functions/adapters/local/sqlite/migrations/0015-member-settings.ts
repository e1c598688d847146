export const memberSettings = `
ALTER TABLE members ADD COLUMN settings_ver INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN muted_until INTEGER;
ALTER TABLE members ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE members ADD COLUMN archived_seq INTEGER;
ALTER TABLE members ADD COLUMN marked_unread_seq INTEGER;
CREATE INDEX members_pinned ON members (user_id) WHERE is_pinned = 1;
CREATE INDEX members_archived ON members (user_id) WHERE archived_seq IS NOT NULL;
`;
