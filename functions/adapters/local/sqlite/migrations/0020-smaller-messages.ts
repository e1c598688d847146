/**
 * Guards with ids as 16 bytes and hashes as 32; those of the former table are moved while the server runs
 * (sent-guards.ts). The lists of a person's messages and conversations do without indexes, which cost every send.
 */
export const smallerMessages = `
CREATE TABLE guards (
  conversation_id ANY NOT NULL,
  sender_id       ANY NOT NULL,
  client_id       ANY NOT NULL,
  seq             INTEGER NOT NULL,
  request_hash    ANY NOT NULL,
  expires_at      INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, sender_id, client_id)
) STRICT, WITHOUT ROWID;
DROP INDEX messages_received;
DROP INDEX messages_sent;
DROP INDEX members_by_activity;
`;
