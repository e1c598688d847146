export const webPush = `
-- Where the device of a session is notified: one per session, and each endpoint once.
CREATE TABLE web_push_subscriptions (
  user_id    TEXT NOT NULL,
  session_id TEXT NOT NULL,
  endpoint   TEXT NOT NULL UNIQUE,
  p256dh     TEXT NOT NULL,
  auth       TEXT NOT NULL,
  origin     TEXT NOT NULL,
  preview    TEXT NOT NULL,
  language   TEXT NOT NULL,
  stored_at  INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX web_push_subscriptions_by_expiry ON web_push_subscriptions (expires_at);

-- Messages that are to be announced, written with the message: the latest of a conversation per receiver.
-- sessions: JSON list of the sessions that are left after a failed attempt, or null for all.
CREATE TABLE due_notifications (
  user_id         TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq             INTEGER NOT NULL,
  attempts        INTEGER NOT NULL,
  due_at          INTEGER NOT NULL,
  sessions        TEXT,
  PRIMARY KEY (user_id, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_notifications_by_due ON due_notifications (due_at);
`;
