/** Both indexes have entries only while a message waits for its expiry, so that other sends cost the same. */
export const disappearingMessages = `
ALTER TABLE conversations ADD COLUMN disappearing_after INTEGER;
ALTER TABLE conversations ADD COLUMN disappearing_by TEXT;
ALTER TABLE conversations ADD COLUMN disappearing_at INTEGER;
ALTER TABLE conversations ADD COLUMN next_expiry INTEGER;
ALTER TABLE conversations ADD COLUMN last_expires_at INTEGER;
ALTER TABLE members ADD COLUMN has_written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN expires_at INTEGER;
ALTER TABLE messages ADD COLUMN notice TEXT;
CREATE INDEX conversations_expiring ON conversations (next_expiry) WHERE next_expiry IS NOT NULL;
CREATE INDEX messages_expiring ON messages (conversation_id, expires_at)
  WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
`;
