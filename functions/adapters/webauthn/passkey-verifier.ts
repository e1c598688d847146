import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import type { PasskeyVerifier } from '#core/ports/passkeys.ts';

/** Loads with the first passkey: the library has 300 KB, mostly parsers of certificates, which we do not use. */
const library = () => import('@simplewebauthn/server');
const helpers = () => import('@simplewebauthn/server/helpers');

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const decode = (text: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(text, 'base64url'));

/** The library throws an error for each broken rule. Its input is the client's, so each is a refusal. */
const orNull = async <T>(check: () => Promise<T>): Promise<T | null> => {
  try {
    return await check();
  } catch {
    return null;
  }
};

/** Null if the client's data is malformed. */
const challengeOf = ({ clientDataJSON }: { clientDataJSON: string }): string | null => {
  try {
    const { challenge } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
};

/**
 * Does it say nothing about the device? That is what we ask for. The certificates of another statement would
 * make the library call the addresses in them.
 */
const isAnonymous = async (attestationObject: string): Promise<boolean> => {
  const { decodeAttestationObject } = await helpers();
  const decoded = decodeAttestationObject(decode(attestationObject));
  const format = decoded.get('fmt');
  return format === 'none' || (format === 'packed' && !decoded.get('attStmt').get('x5c'));
};

/** WebAuthn by @simplewebauthn/server, the same in both homes. */
export const passkeyVerifier: PasskeyVerifier = {
  checkNew: async (credential, { origin, host, isChallenge }) => {
    const challenge = challengeOf(credential.response);
    if (challenge === null || !(await isChallenge(challenge))) return null;
    const { verifyRegistrationResponse } = await library();
    const found = await orNull(async () => {
      if (!(await isAnonymous(credential.response.attestationObject))) return null;
      return verifyRegistrationResponse({
        response: credential as Parameters<typeof verifyRegistrationResponse>[0]['response'],
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: host,
        requireUserVerification: true,
        supportedAlgorithmIDs: [...passkeyLimits.algorithms],
      });
    });
    if (!found?.verified) return null;
    const { credential: made, credentialBackedUp } = found.registrationInfo;
    // The library does not compare it with what the authenticator has said.
    if (made.id !== credential.id) return null;
    return {
      credentialId: made.id,
      publicKey: encode(made.publicKey),
      counter: made.counter,
      isSynced: credentialBackedUp,
    };
  },
  checkUse: async (assertion, passkey, { origin, isChallenge }) => {
    const challenge = challengeOf(assertion.response);
    if (challenge === null || !(await isChallenge(challenge))) return null;
    // Browsers let pages of sub-domains use it, too: one of those may be somebody else's.
    if (new URL(origin).hostname !== passkey.host) return null;
    const { verifyAuthenticationResponse } = await library();
    const found = await orNull(() =>
      verifyAuthenticationResponse({
        response: assertion,
        expectedChallenge: challenge,
        expectedOrigin: origin,
        expectedRPID: passkey.host,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: decode(passkey.publicKey),
          counter: passkey.counter,
        },
      }),
    );
    if (!found?.verified) return null;
    const { newCounter, credentialBackedUp } = found.authenticationInfo;
    return { counter: newCounter, isSynced: credentialBackedUp };
  },
};
