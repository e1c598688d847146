/** The session that has used a passkey to prove who is there, and until when that counts (epoch milliseconds). */
export const passkeyProofs = `
ALTER TABLE passkeys ADD COLUMN proof_session TEXT;
ALTER TABLE passkeys ADD COLUMN proof_until INTEGER;
`;
