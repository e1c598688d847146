import { createHash } from 'node:crypto';
import { factorLimits } from '#contracts/http/factor/factor-limits.ts';
import type { Caller } from '../user.ts';
import { isProofOf, type Proof, proofOf } from './proof.ts';
import { matchingStep } from './totp.ts';

/** The second factor of a user, or its setup. Times are epoch milliseconds. */
export interface Factor {
  /** The secret, encrypted (`FactorKeys`). */
  readonly sealed: string;
  readonly createdAt: number;
  /** Null until the first code: a sign-in does not ask for one yet. */
  readonly confirmedAt: number | null;
  /** The step of the last code: codes up to it are used. */
  readonly usedStep: number;
  /** Hashes of the unused recovery codes. */
  readonly recovery: readonly string[];
  /** That a session has given a code. */
  readonly proof: Proof | null;
}

export type SetFactor = Factor & { readonly confirmedAt: number };

/** Does a sign-in ask for a code? */
export const isSet = (factor: Factor | null): factor is SetFactor =>
  factor !== null && factor.confirmedAt !== null;

/** Has the setup begun, and not expired? */
export const isBeingSetUp = (factor: Factor | null, now: number): factor is Factor =>
  factor !== null &&
  factor.confirmedAt === null &&
  now - factor.createdAt < factorLimits.setupSeconds * 1_000;

export const newFactor = (sealed: string, now: number): Factor => ({
  sealed,
  createdAt: now,
  confirmedAt: null,
  usedStep: 0,
  recovery: [],
  proof: null,
});

/** Without the letters and digits that are easily confused: 80 bits, since only a hash is stored. */
const recoveryAlphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A recovery code from 16 random bytes, as it is shown. */
export const recoveryCodeOf = (random: Uint8Array): string => {
  const letters = [...random].map((byte) => recoveryAlphabet[byte % recoveryAlphabet.length]);
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
};

/** A code as it is compared. */
export const plainCode = (typed: string): string => typed.replace(/[\s-]/g, '').toLowerCase();

export const recoveryHash = (userId: string, code: string): string =>
  createHash('sha256')
    .update(`${userId} ${plainCode(code)}`)
    .digest('base64url');

export type CodeKind = 'totp' | 'recovery';

/** The factor once a code was used up. Null if it is wrong or was used already. */
export const afterCode = (
  factor: Factor,
  typed: string,
  { userId, secret, now }: { userId: string; secret: Uint8Array | null; now: number },
): { readonly factor: Factor; readonly kind: CodeKind } | null => {
  const step = secret && matchingStep(secret, plainCode(typed), { now, used: factor.usedStep });
  if (step !== null) return { kind: 'totp', factor: { ...factor, usedStep: step } };
  const hash = recoveryHash(userId, typed);
  if (!factor.recovery.includes(hash)) return null;
  const recovery = factor.recovery.filter((one) => one !== hash);
  return { kind: 'recovery', factor: { ...factor, recovery } };
};

export const withProof = (factor: Factor, caller: Caller, now: number): Factor => ({
  ...factor,
  proof: proofOf(caller, now),
});

/** Has this session given a code a short time ago? */
export const isProven = ({ proof }: Factor, caller: Caller, now: number): boolean =>
  isProofOf(proof, caller, now);

/** A sign-in whose password was right, and that waits for a code. */
export interface Challenge {
  readonly userId: string;
  /** From `IdentityProvider.checkPassword`. */
  readonly checked: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** The id of the event in the account log that is uncounted once the code is given. */
  readonly eventId: string;
}
