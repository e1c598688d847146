/** Close codes that the server or the gateway sends. */
export const closeCodes = {
  /** Idle, too old, or the server is shutting down. */
  goingAway: 1001,
  /** A binary frame. */
  unsupportedData: 1003,
  /** Too many frames. */
  policyViolation: 1008,
  messageTooBig: 1009,
  /** Logout everywhere, a new password, a deactivated account, or an expired registration. */
  unauthenticated: 4401,
  /** The oldest socket of a user who has too many. */
  forbidden: 4403,
} as const;

/** Codes and texts of `error` events about a frame; programs use the code. */
export const frameErrors = {
  unknown_action: 'Send JSON with a known action.',
  validation_failed: 'The frame does not have the fields of its action.',
  conversation_not_found: 'There is no such conversation.',
  unauthenticated: 'Connect again.',
  too_many_frames: 'Send fewer frames.',
} as const;
export type FrameError = keyof typeof frameErrors;
