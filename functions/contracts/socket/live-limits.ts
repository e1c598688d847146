/** The limits that the client library needs from its start; `limits` has them, too, with many others. */
export const liveLimits = {
  preview: { maxLength: 200, maxBytes: 400 },
  attachment: {
    /** Unless an operator sets another limit, up to `largestMb`. */
    maxBytes: 10 * 1024 * 1024,
  },
  presence: {
    /** Presence of a user is emitted at most this often, to at most this many recent peers. */
    emitEverySeconds: 10,
    peers: 50,
    /**
     * Two ping intervals and a minute: written only when less than half of it is left, so at every second
     * ping.
     */
    leaseSeconds: 660,
  },
  /** A typing indicator expires unless it is repeated; each repeat is billed like a message. */
  typingLapseSeconds: 8,
  typingRepeatSeconds: 5,
} as const;
