/** NULL: accepted. Messages of the request, including deleted ones, are counted beside it. */
export const messageRequests = `
ALTER TABLE members ADD COLUMN request TEXT CHECK (request IN ('pending', 'declined'));
ALTER TABLE members ADD COLUMN request_messages INTEGER NOT NULL DEFAULT 0;
`;
