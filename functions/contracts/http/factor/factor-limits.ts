/** Limits of the second factor. Apart from `limits.ts`, which is full. */
export const factorLimits = {
  /** RFC 6238 with the values that every authenticator app supports. */
  codeDigits: 6,
  stepSeconds: 30,
  /** Of the secret: 160 bits, as RFC 4226 recommends. */
  secretBytes: 20,
  recoveryCodes: 10,
  /** A sign-in whose password was right waits this long for the code. */
  challengeSeconds: 5 * 60,
  codesPerChallenge: 5,
  /** A setup that was not confirmed for this long must be started again. */
  setupSeconds: 15 * 60,
  /** After a code, the session may do this long what asks for one. */
  proofSeconds: 15 * 60,
  /** Wrong codes of a session, and of a sign-in from a known device or network. */
  guesses: { windowSeconds: 15 * 60, limit: 5 },
  /** The same in a day; then a sign-in counts as one of strangers. */
  guessesADay: 30,
  /** Wrong codes of all sessions of a user in a day: with three valid codes at a time, a chance of 0.04 %. */
  guessesOfSessionsADay: 120,
  /**
   * Wrong codes of all unknown devices and networks together, which know the password: first `free` ones, then one per
   * `slowSeconds`. With three valid codes at a time, 116 a day find one with a probability of 0.04 %.
   */
  strangers: { windowSeconds: 24 * 60 * 60, free: 20, slowSeconds: 15 * 60 },
} as const;
