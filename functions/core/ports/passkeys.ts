import type { Assertion, NewCredential } from '#contracts/http/passkeys/web-authn.ts';
import type { Passkey, PasskeyChallenge, PasskeyUse } from '../domain/passkeys/passkey.ts';

export interface PasskeyStore {
  /** In the order in which they were added. Strongly consistent. */
  list(userId: string): Promise<readonly Passkey[]>;
  /**
   * Decides on the passkeys of a user and stores the next ones, atomically; without `next` nothing is written.
   * After a lost race it reads and decides again, so `decide` must be pure.
   * @throws BusyError after too many lost races; nothing is written then
   */
  change<T>(
    userId: string,
    decide: (passkeys: readonly Passkey[]) => {
      readonly result: T;
      readonly next?: readonly Passkey[];
    },
  ): Promise<T>;
}

export interface PasskeyChallenges {
  /** Stores a challenge. Returns the value that the passkey signs, which `take` expects. */
  put(challenge: PasskeyChallenge): Promise<string>;
  /**
   * Removes and returns the challenge of a signed value: exactly one of several concurrent calls gets it. Null if it was
   * used or has expired.
   */
  take(secret: string): Promise<PasskeyChallenge | null>;
}

/** What a signature must be for. */
export interface Expected {
  /** Of the page, e.g. `https://chat.example`. */
  readonly origin: string;
  /** Uses up the challenge that was signed. */
  readonly isChallenge: (secret: string) => Promise<boolean>;
}

/** The checks of WebAuthn. User verification is required: a fingerprint, a face or a PIN. */
export interface PasskeyVerifier {
  /** Null if the browser's answer is not valid. */
  checkNew(
    credential: NewCredential,
    expected: Expected & { readonly host: string },
  ): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'isSynced'> | null>;
  /** Null if the signature is not valid. */
  checkUse(assertion: Assertion, passkey: Passkey, expected: Expected): Promise<PasskeyUse | null>;
}

/** Proofs that a user may start a session without a password, where the tokens come from another service. */
export interface SignInProofs {
  /** Removes a proof of this user: true for exactly one of several concurrent calls, within a minute. */
  take(userId: string, secret: string): Promise<boolean>;
}
