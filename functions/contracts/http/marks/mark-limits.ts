/** Of one user in one conversation; `atOnce`: messages of one request. */
export const markLimits = { starred: 500, hidden: 1_000, atOnce: 100 } as const;
