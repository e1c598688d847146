/**
 * Tokens issued before the returned time are rejected. Token times are whole seconds, so it is the next
 * full second: all tokens of the current second are revoked too.
 */
export const validAfterRevocation = (now: number): number =>
  Math.floor(now / 1_000) * 1_000 + 1_000;
