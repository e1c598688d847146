export const passkeyLimits = {
  perUser: 10,
  nameLength: 60,
  /** The time for a sign-in or a setup: a person may have to find a key or a phone. */
  challengeSeconds: 300,
  /** Bytes of a credential id (WebAuthn, 5.8.3). */
  credentialBytes: 1_023,
  /** Of COSE, in order of preference: EdDSA, ES256, RS256. */
  algorithms: [-8, -7, -257],
} as const;
