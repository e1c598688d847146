/** Codes with which the server, or the gateway in front, closes a socket, and why. */
export const closeCodes = {
  /** Idle, too old, or the server goes away. */
  goingAway: 1001,
  /** A binary frame. */
  unsupportedData: 1003,
  /** Too many frames. */
  policyViolation: 1008,
  messageTooBig: 1009,
  /** Logout everywhere, a new password, a deactivated account, or a registration that has ended. */
  unauthenticated: 4401,
  /** The oldest of too many sockets of a user. */
  forbidden: 4403,
} as const;

/** Codes of `error` events about a frame, with what they say: programs go by the code. */
export const frameErrors = {
  unknown_action: 'Send JSON with a known action.',
  validation_failed: 'The frame does not have the fields of its action.',
  conversation_not_found: 'There is no such conversation.',
  unauthenticated: 'Connect again.',
  too_many_frames: 'Send fewer frames.',
} as const;
export type FrameError = keyof typeof frameErrors;
