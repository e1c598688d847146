import type { Challenge, Factor } from '../domain/factor/factor.ts';

/** Second factors: at most one of each user. */
export interface FactorStore {
  /** Strongly consistent. */
  get(userId: string): Promise<Factor | null>;
  /**
   * Decides on the current factor and stores the next one, atomically; `null` removes it, nothing leaves it. `decide`
   * runs again after a lost race.
   */
  change<T>(
    userId: string,
    decide: (factor: Factor | null) => { readonly result: T; readonly next?: Factor | null },
  ): Promise<T>;
}

/** Encrypts the secrets of second factors with keys that are not stored beside them. */
export interface FactorKeys {
  seal(userId: string, secret: Uint8Array): Promise<string>;
  /** Null if the key is lost, or the secret is another user's. */
  open(userId: string, sealed: string): Uint8Array | null;
}

/** Sign-ins that wait for a code, under a secret that only the client has. */
export interface ChallengeStore {
  put(secret: string, challenge: Challenge): Promise<void>;
  /** Counts a try; null if the challenge is unknown, expired, taken, or had `maxTries`. */
  try(secret: string, maxTries: number): Promise<Challenge | null>;
  /** Removes a challenge: true for exactly one of several concurrent calls. */
  take(secret: string): Promise<boolean>;
}
