export const privacy = `
ALTER TABLE users ADD COLUMN shows_presence INTEGER NOT NULL DEFAULT 1;
ALTER TABLE users ADD COLUMN shows_receipts INTEGER NOT NULL DEFAULT 1;
`;
