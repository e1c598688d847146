/** Operators, and what they did, in the account logs. */
export const operators = `
ALTER TABLE users ADD COLUMN is_operator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_events ADD COLUMN action TEXT;
ALTER TABLE account_events ADD COLUMN operator TEXT;
ALTER TABLE account_events ADD COLUMN subject TEXT;
`;
