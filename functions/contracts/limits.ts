import { liveLimits } from './socket/live-limits.ts';

/** Every limit that a client can reach. Units are in the names. */
export const limits = {
  ...liveLimits,
  /** Vietnamese and Hebrew need up to 4 marks per letter; Burmese up to 5, some of them spacing marks. */
  username: { maxLength: 50, maxMarks: { nonspacing: 4, inAll: 8 } },
  displayName: { maxLength: 50, about: 140 },
  photo: { maxBytes: 24 * 1024, maxSide: 256, cacheSeconds: 365 * 24 * 60 * 60 },
  password: { minLength: 8, maxLength: 256 },
  email: { maxLength: 254 },
  searchQuery: { maxLength: 50, maxMatches: 1_000 },
  /** Limits of one request that searches messages; the next request continues. */
  messageSearch: {
    queryLength: 100,
    defaultHits: 20,
    maxHits: 50,
    scanned: 5_000,
    milliseconds: 1_000,
    cursorLength: 100,
    /** In UTF-16 units: the whole excerpt, and its part before the first match. */
    excerpt: { units: 160, before: 40 },
  },
  message: { maxLength: 4_096, maxEdits: 100, maxAttachments: 10 },
  attachment: {
    ...liveLimits.attachment,
    largestMb: 100,
    /** A check reads at most these first bytes; larger text and drawings, which it reads whole, are refused. */
    checkedBytes: 10 * 1024 * 1024,
    filenameLength: 255,
    uploadSeconds: 15 * 60,
    downloadSeconds: 5 * 60,
    /** An upload that is in no message is deleted after this time. */
    unsentSeconds: 24 * 60 * 60,
    perUserADay: 200,
    /**
     * Default quota of a user's files in MB; at S3 that costs 2.3 cents a month. An operator can set
     * another one (docs/adr/0017-storage-quota.md).
     */
    perUserMb: 1_024,
    /** The largest quota that an operator may set: a petabyte, which is still an exact integer in bytes. */
    maxPerUserMb: 999_999_999,
    /** Uploads that one process checks concurrently: each is held in memory. */
    checksAtOnce: 4,
  },
  /** A recording as the site makes it; its waveform has as many levels, from 0 to `maxLevel`. */
  voice: { maxSeconds: 5 * 60, values: 64, maxLevel: 31 },
  picture: {
    /** Larger pictures are downloads only: a decoded pixel takes 4 bytes, so this is 200 MB. */
    shownPixels: 50_000_000,
    /**
     * The sender's browser scales pictures down from at most this size: a panorama, a 108-megapixel photo.
     */
    scaledPixels: 128_000_000,
    /** Maximum reads of an untrusted header (5 ms). A 10 MB PNG with 2,500 chunks takes 5,000. */
    headerReads: 10_000,
    /** A 10 MB GIF in full blocks takes 41,000 reads (10 ms). */
    gifReads: 50_000,
  },
  page: { defaultSize: 20, maxSize: 100, maxDepth: 10_000 },
  export: { pageItems: 100 },
  /** Cache lifetime of public responses that are the same for everybody. */
  publicCacheSeconds: 60 * 60,
  history: { defaultLimit: 50, maxLimit: 100 },
  /** Per user; archived ones count. */
  pinnedConversations: 5,
  body: {
    /** Default of authenticated routes. A text has at most 24 KB as escaped JSON. */
    jsonBytes: 256 * 1024,
    /** Public sign-in routes: fits the longest name and password with every character escaped. */
    credentialsBytes: 16 * 1024,
    multipartBytes: 4 * 1024 * 1024,
    /** API Gateway's limit for every request. */
    gatewayBytes: 10 * 1024 * 1024,
    /** Fields of a form. Our forms have at most 5; each field costs more than its bytes. */
    formFields: 50,
  },
  sentGuardDays: 30,
  ticketSeconds: 30,
  gatewayTimeoutSeconds: 30,
  socket: {
    perUser: 20,
    frameBytes: 32 * 1024,
    idleSeconds: 600,
    maxAgeSeconds: 2 * 60 * 60,
    /**
     * Slightly longer than the idle time, so that the gateway closes an idle socket first. Renewed like a
     * presence lease.
     */
    registrationSeconds: 600 + 60,
    pingSeconds: 300,
    /** A younger registration is never removed after a 410: `$connect` may not have returned yet. */
    graceSeconds: 30,
    framesPerSecond: 10,
  },
  /** The response to a sender waits at most this long for pushes. */
  pushWaitMs: 1_000,
  webPush: {
    /** How long a push service stores a notification for an offline device. */
    ttlSeconds: 48 * 60 * 60,
    endpointLength: 1_024,
    /** The longest name in the IANA database has 32 characters. */
    timeZoneLength: 64,
    /** The JSON before encryption: push services accept 4,096 bytes, including header and padding. */
    payloadBytes: 3_000,
    /** Number of unread conversations that a notification can list; if there are more, it lists none. */
    unreadIds: 50,
    /** Lifetime of a VAPID token, at most 24 hours (RFC 8292). */
    tokenSeconds: 12 * 60 * 60,
    timeoutMs: 10_000,
    /**
     * Attempts to send to a push service that fails: after 2, 4, 8, … seconds, or after its Retry-After, for
     * two hours in total.
     */
    attempts: 16,
    longestWaitSeconds: 15 * 60,
  },
  attempts: {
    windowSeconds: 15 * 60,
    perNameAndAddress: 5,
    perAddress: 100,
    /** Known devices are exempt from all other limits; this one bounds a stolen cookie. */
    perDevice: 5,
    /**
     * Guesses at one name by all unknown devices together: first `free` ones, then `paced` ones, one per
     * `pacedSeconds`, then one per `slowSeconds`. At most 3,281 a day, from any number of addresses.
     */
    strangers: {
      windowSeconds: 6 * 60 * 60,
      free: 20,
      paced: 60,
      pacedSeconds: 3,
      slowSeconds: 30,
    },
  },
  /**
   * How long a device or a network stays known after a sign-in; only the latest ones of each user are
   * stored.
   */
  knownSources: { deviceDays: 365, networkDays: 30, perUser: 50 },
  /**
   * One process hashes 20 to 30 passwords a second. Requests beyond the queue are refused with Retry-After.
   */
  passwordQueue: {
    activePerNetwork: 4,
    active: 16,
    waitingPerNetwork: 200,
    waiting: 600,
    waitSeconds: 15,
  },
  registrations: {
    windowSeconds: 60 * 60,
    perAddress: 600,
    /** Registrations per day where registration is open, over all addresses: Cognito bills each user. */
    perDay: 2_000,
  },
  /** Per-address limits apply to the /64 of an IPv6 address; its /56 gets this many times as much. */
  wideNetworkFactor: 4,
  /** A name or e-mail claim of an unfinished registration becomes free after this time. */
  unfinishedClaimSeconds: 300,
  session: {
    /** Sessions per user: the next sign-in ends the least recently seen ones beyond this. */
    perUser: 50,
    /** How long a profile lists ended sessions: the longest lifetime of an access token in any stage. */
    endedSeconds: 24 * 60 * 60,
    /**
     * Ended sessions listed in a profile, within one read unit. If there are more, all access tokens are
     * revoked.
     */
    maxEnded: 40,
    /** The last-used time of a session is written at most this often. */
    seenSeconds: 60,
    /** The site refreshes once on load and then every half hour. */
    refreshes: { windowSeconds: 60, perSession: 60 },
    /** Successors that repeats of one spent refresh token may get: one for each lost response. */
    maxSuccessors: 8,
  },
  audit: {
    days: 90,
    /**
     * Newest events stored per user: bounds a script that signs in for every call. Refusals, which
     * strangers can cause, are stored separately: one event per day and type.
     */
    perUser: 200,
  },
  accessTokenSeconds: 30 * 60,
  refreshTokenSeconds: 30 * 24 * 60 * 60,
  /** A spent refresh token may be repeated this long, since its response may have been lost. */
  refreshGraceSeconds: 60,
} as const;

/**
 * Concurrency limits of one process. `perNetwork` counts an IPv4 address or an IPv6 /64; a /56 gets four
 * times as much. Reasons: docs/adr/0008-work-before-trust.md.
 */
export const processLimits = {
  /** An idle connection takes about 15 KB. The 500 sockets of `bench:realtime` share one address. */
  connections: { perNetwork: 1_024, total: 4_096 },
  /** Open WebSockets (8 KB each) and handshakes, never closed to make room. `maxSockets` may be lower. */
  sockets: { perNetwork: 1_000, total: 20_000 },
  /** Fragments of one frame: a client that splits every byte costs the parser far more. */
  socketFragments: 64,
  /** How long a client may go on sending after the server has started to close its socket. */
  socketCloseSeconds: 5,
  /** Requests whose handler is running. Responses to pipelined requests wait for each other in memory. */
  requests: { perNetwork: 1_024, total: 2_048, perConnection: 16 },
  /** Bytes of request bodies in memory, not counting the first 16 KB of each. */
  bodyBytes: { perNetwork: 16 * 1024 * 1024, total: 24 * 1024 * 1024, free: 16 * 1024 },
  /** A chunk costs more than its bytes: after the first thousand, chunks must average this many bytes. */
  chunks: { free: 1_000, minBytes: 64 },
  /** Forms over 512 KB that are parsed and stored concurrently: each takes five times its size. */
  largeBodies: { bytes: 512 * 1024, atOnce: 2 },
  /** Uploads stream to disk. A browser opens up to 6 connections to a host. */
  uploads: { perNetwork: 32, total: 128 },
  /** Each download holds a file handle. */
  downloads: { perNetwork: 64, total: 512 },
  otherFiles: 256,
  /** A client that stalls or sends too slowly gets 408. */
  body: { stallSeconds: 5, totalSeconds: 30, graceSeconds: 5, minBytesPerSecond: 1_024 },
  upload: { stallSeconds: 10, totalSeconds: 600, graceSeconds: 10, minBytesPerSecond: 8_192 },
  /** A response is cut off when the client reads less than this in this time. */
  answer: { stallSeconds: 20, minBytes: 16 * 1024 },
  /** How much of a refused body is read and discarded, so that the client receives the response. */
  drain: { bytes: 16 * 1024 * 1024, chunkedBytes: 64 * 1024, seconds: 5, stallSeconds: 1 },
  headersSeconds: 10,
  /** Bounds repeated failures in the log: at most about 1,400 lines a day of each kind. */
  failureLog: { perKind: 10, windowSeconds: 600 },
  /** Writes per user, with bursts of twice as many: a stage of API Gateway takes 200 a second in total. */
  userWritesPerSecond: 150,
  /** Changes of a profile or password: 20 at once, then one every six seconds. */
  profileChanges: { perSecond: 1 / 6, burst: 20 },
  /** Searches of messages: each may read thousands of them. */
  searches: { perSecond: 2, burst: 30 },
  /** Requests per address, except loopback; the same as the throttle of a stage. */
  addressRequests: { perSecond: 200, burst: 400 },
  /** Below this free disk space uploads are refused, while messages are still accepted. */
  reservedDiskBytes: 512 * 1024 * 1024,
} as const;
