export const accountEvents = `
-- What happened to accounts. Refusals of a day are one row with a count.
CREATE TABLE account_events (
  user_id    TEXT NOT NULL,
  id         TEXT NOT NULL,
  type       TEXT NOT NULL,
  at         INTEGER NOT NULL,
  device     TEXT NOT NULL,
  address    TEXT NOT NULL,
  reason     TEXT,
  count      INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_events_by_expiry ON account_events (expires_at);
`;
