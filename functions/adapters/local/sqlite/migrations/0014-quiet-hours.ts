export const quietHours = `
-- quiet_hours: JSON object { from, to, timeZone }, or null for none.
ALTER TABLE web_push_subscriptions ADD COLUMN sound INTEGER NOT NULL DEFAULT 1;
ALTER TABLE web_push_subscriptions ADD COLUMN quiet_hours TEXT;
`;
