/** Limits of a message request. */
export const requestLimits = {
  /** Texts until it is accepted; deleted ones count. */
  messages: 10,
} as const;
