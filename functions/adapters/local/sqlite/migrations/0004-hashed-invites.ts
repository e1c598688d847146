export const hashedInvites = `
ALTER TABLE invites RENAME COLUMN code TO hash;
UPDATE invites SET hash = sha256(hash);
`;
