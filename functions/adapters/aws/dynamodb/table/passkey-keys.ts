import { createHash } from 'node:crypto';
import { type Key, userPartition } from './keys.ts';

/**
 * The keys of passkeys, besides those in keys.ts.
 *
 * | item      | PK               | SK        |
 * |-----------|------------------|-----------|
 * | passkeys  | USER#<id>        | PASSKEYS  |
 * | challenge | PASSKEY#<secret> | CHALLENGE |
 * | proof     | PROOF#<hash>     | PROOF     |
 */

/** The passkeys of a user. */
export const passkeysKey = (userId: string): Key => ({ PK: userPartition(userId), SK: 'PASSKEYS' });

export const passkeyChallengeKey = (secret: string): Key => ({
  PK: `PASSKEY#${secret}`,
  SK: 'CHALLENGE',
});

/** Hashed with the user id: a proof is for one user. */
export const proofKey = (userId: string, secret: string): Key => ({
  PK: `PROOF#${createHash('sha256').update(`${userId} ${secret}`).digest('base64url')}`,
  SK: 'PROOF',
});
