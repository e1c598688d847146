/** NULL: not forwarded. */
export const forwarded = `
ALTER TABLE messages ADD COLUMN forwarded INTEGER CHECK (forwarded = 1);
`;
