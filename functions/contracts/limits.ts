/** Every number that a client can run into. Units are in the names. */
export const limits = {
  /** Vietnamese and Hebrew need up to 4 marks a letter, Burmese up to 5 where some are spacing ones. */
  username: { maxLength: 50, maxMarks: { nonspacing: 4, inAll: 8 } },
  password: { minLength: 8, maxLength: 256 },
  email: { maxLength: 254 },
  searchQuery: { maxLength: 50, maxMatches: 1_000 },
  message: { maxLength: 4_096, maxEdits: 100, maxAttachments: 10 },
  attachment: {
    maxBytes: 10 * 1024 * 1024,
    filenameLength: 255,
    uploadSeconds: 15 * 60,
    downloadSeconds: 5 * 60,
    /** One that was never sent is swept away after this long. */
    unsentSeconds: 24 * 60 * 60,
    perUserADay: 200,
    /**
     * Default of what one user's files may take, in MB: at S3 that is 2.3 cents a month. An operator sets
     * another (docs/adr/0017-storage-quota.md).
     */
    perUserMb: 1_024,
    /** The most that an operator may set: a petabyte, which counts exactly. */
    mostPerUserMb: 999_999_999,
    /** Uploads that one process checks at a time: each of them is in memory as a whole. */
    checksAtOnce: 4,
  },
  picture: {
    /** A decoded pixel takes 4 bytes: more than these 200 MB in one picture are a file to download. */
    shownPixels: 50_000_000,
    /** The sender's own browser makes a picture smaller up to here: a panorama, a photo of 108 megapixels. */
    scaledPixels: 128_000_000,
    /** Reads of a header that may be hostile, 5 ms. A PNG of 10 MB with 2,500 chunks takes 5,000. */
    headerReads: 10_000,
    /** A GIF of 10 MB in full blocks takes 41,000: 10 ms. */
    gifReads: 50_000,
  },
  preview: { maxLength: 200, maxBytes: 400 },
  page: { defaultSize: 20, maxSize: 100, maxDepth: 10_000 },
  export: { pageItems: 100 },
  /** Public answers that are the same for all: caches may keep them for so long. */
  publicCacheSeconds: 60 * 60,
  history: { defaultLimit: 50, maxLimit: 100 },
  body: {
    /** Routes that need a token and state nothing else. A text has at most 24 KB as escaped JSON. */
    jsonBytes: 256 * 1024,
    /** Public routes of sign-in: the longest name and password, with every character escaped. */
    credentialsBytes: 16 * 1024,
    multipartBytes: 4 * 1024 * 1024,
    /** API Gateway's own limit for every request. */
    gatewayBytes: 10 * 1024 * 1024,
    /** Fields of a form; no form of ours has more than 5, and a field costs more than its bytes. */
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
    /** A registration outlives the idle time a little: the gateway closes an idle socket first. */
    registrationSeconds: 600 + 60,
    pingSeconds: 300,
    /** A registration younger than this is never removed for a 410: `$connect` may not have returned. */
    graceSeconds: 30,
    framesPerSecond: 10,
  },
  /** The sender's answer never waits longer than this for pushes. */
  pushWaitMs: 1_000,
  attempts: {
    windowSeconds: 15 * 60,
    perNameAndAddress: 5,
    perAddress: 100,
    /** A device that has signed in before is exempt from all other limits; a stolen cookie has this one. */
    perDevice: 5,
    /**
     * What all others together may guess at one name: first `free` ones, then `paced` ones at `pacedSeconds`
     * each, then one every `slowSeconds`. At most 3,281 in a day, from however many addresses.
     */
    strangers: {
      windowSeconds: 6 * 60 * 60,
      free: 20,
      paced: 60,
      pacedSeconds: 3,
      slowSeconds: 30,
    },
  },
  /** How long a device or a network is known after a sign-in; the latest of each user. */
  knownSources: { deviceDays: 365, networkDays: 30, perUser: 50 },
  /** One process hashes some 20 to 30 passwords a second: who would wait longer is told to come again. */
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
    /** Where everybody may register, in all: Cognito bills each user, whatever the addresses. */
    perDay: 2_000,
  },
  /** Limits per address hold for the /64 of an IPv6 address, and this many times as much for its /56. */
  wideNetworkFactor: 4,
  presence: {
    /** A user's presence is told to others at most this often, to so many recent peers. */
    tellEverySeconds: 10,
    peers: 50,
    /** A lease outlives the ping interval, so that one late ping does not show a user as gone. */
    leaseSeconds: 330,
  },
  /** A peer who started to type, and has not said so again, has stopped. */
  typingLapseSeconds: 6,
  /** A name or e-mail claim whose registration never finished can be taken over after this long. */
  unfinishedClaimSeconds: 300,
  session: {
    /** Of one user: the least recently seen one beyond ends at the next sign-in. */
    perUser: 50,
    /** As long as an access token of any stage may be valid: so long a profile names its ended sessions. */
    endedSeconds: 24 * 60 * 60,
    /** A profile names so many ended sessions, within one unit of a read; beyond, all access tokens end. */
    maxEnded: 40,
    /** The time of last use is written at most this often. */
    seenSeconds: 60,
    /** A page asks once when it loads and then every half hour. */
    refreshes: { windowSeconds: 60, perSession: 60 },
    /** Repeats of one spent refresh token: each lost answer has one. */
    maxSuccessors: 8,
  },
  audit: {
    days: 90,
    /**
     * Of one user, the newest: a bound for a script that signs in for every call. Refusals, which strangers
     * cause, are one event a day of each type besides.
     */
    perUser: 200,
  },
  accessTokenSeconds: 30 * 60,
  refreshTokenSeconds: 30 * 24 * 60 * 60,
  /** A spent refresh token may be repeated this long: a lost answer is no theft. */
  refreshGraceSeconds: 60,
} as const;

/**
 * What one process takes at once. `perNetwork` counts an IPv4 address or an IPv6 /64; a /56 has four times
 * as much. docs/adr/0008-work-before-trust.md has the reasons.
 */
export const processLimits = {
  /** An idle connection takes about 15 KB. The 500 sockets of `bench:realtime` come from one address. */
  connections: { perNetwork: 1_024, total: 4_096 },
  /** Open WebSockets and handshakes: they are never closed to make room, as idle connections are. */
  sockets: { perNetwork: 1_000, total: 3_000 },
  /** Pieces that one frame may come in: a client that splits every byte of it costs the parser far more. */
  socketFragments: 64,
  /** A client that was told to go, and goes on sending, is cut off after this. */
  socketCloseSeconds: 5,
  /** Requests whose handler runs. Answers of pipelined requests wait for each other in memory. */
  requests: { perNetwork: 1_024, total: 2_048, perConnection: 16 },
  /** Bytes of bodies in memory beyond the first 16 KB of each. */
  bodyBytes: { perNetwork: 16 * 1024 * 1024, total: 24 * 1024 * 1024, free: 16 * 1024 },
  /** A chunk costs more than its bytes: after the first thousand, this many bytes of body for each. */
  chunks: { free: 1_000, leastBytes: 64 },
  /** Forms over 512 KB that are parsed and stored at once: each takes five times its size. */
  largeBodies: { bytes: 512 * 1024, atOnce: 2 },
  /** Uploads stream to disk. A browser has 6 connections to a host. */
  uploads: { perNetwork: 32, total: 128 },
  /** Each holds a file handle. */
  downloads: { perNetwork: 64, total: 512 },
  /** A client that sends no byte of its body for this long, or is this slow, gets 408. */
  body: { stallSeconds: 5, totalSeconds: 30, graceSeconds: 5, leastBytesPerSecond: 1_024 },
  upload: { stallSeconds: 10, totalSeconds: 600, graceSeconds: 10, leastBytesPerSecond: 8_192 },
  /** An answer of which the client takes less than this in this time is cut off. */
  answer: { stallSeconds: 20, leastBytes: 16 * 1024 },
  /** What is read and dropped of a refused body, so that the client sees the answer. */
  drain: { bytes: 16 * 1024 * 1024, chunkedBytes: 64 * 1024, seconds: 5, stallSeconds: 1 },
  headersSeconds: 10,
  /** A failure that clients cause again and again fills no log: some 1,400 lines of a kind a day, at most. */
  failureLog: { perKind: 10, windowSeconds: 600 },
  /** Writes of a user, in bursts of twice as many: a stage of API Gateway takes 200 a second of all. */
  userWritesPerSecond: 150,
  /** Changes of a profile or a password: 20 at once, then one in six seconds. */
  profileChanges: { perSecond: 1 / 6, burst: 20 },
  /** Requests of an address that is not this machine's own, as a stage's throttle has them. */
  addressRequests: { perSecond: 200, burst: 400 },
  /** Uploads stop before sends do: below this the disk takes messages only. */
  reservedDiskBytes: 512 * 1024 * 1024,
} as const;
