/** An authenticator of Chromium that confirms everything, as after a fingerprint. For `WebAuthn.addVirtualAuthenticator`. */
export const confirmingAuthenticator = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;
