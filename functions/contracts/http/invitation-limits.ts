/** Limits of the invitations of users. */
export const invitationLimits = {
  days: 7,
  /** Per user. */
  maxOpen: 5,
  codeLength: 100,
  /** Wrong codes per user; a code has 192 bits. */
  guesses: { limit: 20, windowSeconds: 15 * 60 },
} as const;
