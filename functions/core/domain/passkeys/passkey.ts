import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import type { Proof } from '../factor/proof.ts';

/** A credential of WebAuthn that signs in without a password. Times are epoch milliseconds. */
export interface Passkey {
  readonly id: string;
  /** Chosen by the authenticator, base64url. */
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  /** Increased by each signature; 0 if the authenticator has no counter. */
  readonly counter: number;
  /** The RP id: the host of the site. The authenticator signs for this host only. */
  readonly host: string;
  readonly transports: readonly string[];
  /** Is it backed up, so that other devices of its owner may have it? */
  readonly isSynced: boolean;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  /** That a session has used it to prove who is there. */
  readonly proof: Proof | null;
}

/** What a valid signature says. */
export interface PasskeyUse {
  readonly counter: number;
  readonly isSynced: boolean;
}

export type PasskeyPurpose = 'sign_in' | 'setup';

/** A challenge that the server has issued. */
export interface PasskeyChallenge {
  readonly secret: string;
  readonly purpose: PasskeyPurpose;
  /** Null before a sign-in: nobody knows yet who signs in. */
  readonly userId: string | null;
  readonly expiresAt: number;
}

export const isFull = (passkeys: readonly Passkey[]): boolean =>
  passkeys.length >= passkeyLimits.perUser;

export const withPasskey = (
  passkeys: readonly Passkey[],
  added: Passkey,
): readonly Passkey[] | 'too_many' | 'known' => {
  if (passkeys.some(({ credentialId }) => credentialId === added.credentialId)) return 'known';
  return isFull(passkeys) ? 'too_many' : [...passkeys, added];
};

/**
 * Has the counter increased? If not, there are two copies of the key. Only synced passkeys, which are copied on
 * purpose, have no counter.
 */
const isNewer = (stored: number, signed: number): boolean =>
  signed > stored || (signed === 0 && stored === 0);

/** Null if the passkey was removed meanwhile, or its counter went backwards. `proof`: a new one, if it is used for that. */
export const withUse = (
  passkeys: readonly Passkey[],
  id: string,
  { counter, isSynced }: PasskeyUse,
  { at, proof }: { at: number; proof?: Proof },
): readonly Passkey[] | null => {
  const used = passkeys.find((one) => one.id === id);
  if (!used || !isNewer(used.counter, counter)) return null;
  const next = { ...used, counter, isSynced, lastUsedAt: at, ...(proof && { proof }) };
  return passkeys.map((one) => (one === used ? next : one));
};

/** The user handle of WebAuthn: the bytes of the user's id, which say nothing about the user. */
export const handleOf = (userId: string): string =>
  Buffer.from(userId.replaceAll('-', ''), 'hex').toString('base64url');

/** The user of a handle; null if it is none of ours. */
export const userIdOf = (handle: string): string | null => {
  const hex = Buffer.from(handle, 'base64url').toString('hex');
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(hex);
  return parts?.slice(1).join('-') ?? null;
};
