import * as z from 'zod';
import type { ChallengeStore } from '#core/ports/factors.ts';
import { seal, unseal } from '#functions/adapters/sealed-text.ts';
import { challengeKey } from '../table/keys.ts';
import {
  expiry,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
  takeItem,
  updateReading,
} from '../table/table.ts';

const ChallengeItem = z.object({
  uid: z.string(),
  chk: z.instanceof(Uint8Array),
  at: z.number(),
  exp: z.number(),
  // Absent in those of an earlier version.
  ev: z.string().default(''),
});

/**
 * Challenges on DynamoDB. They contain Cognito's tokens, encrypted with the secret that only the client has: neither is
 * usable alone.
 */
export const dynamoChallengeStore = (table: Table): ChallengeStore => ({
  put: (secret, { userId, checked, createdAt, expiresAt, eventId }) =>
    putItem(table, {
      ...challengeKey(secret),
      uid: userId,
      chk: seal(checked, secret),
      at: createdAt,
      ev: eventId,
      n: 0,
      ...expiry(expiresAt),
    }),
  try: async (secret, maxTries) => {
    const item = await updateReading(table, challengeKey(secret), {
      UpdateExpression: 'SET n = n + :one',
      ConditionExpression: 'n < :max AND exp > :now',
      ExpressionAttributeValues: { ':one': 1, ':max': maxTries, ':now': table.clock.now() },
    });
    if (!item) return null;
    const { uid, chk, at, exp, ev } = ChallengeItem.parse(item);
    const checked = unseal(chk, secret);
    if (checked === null) return null;
    return { userId: uid, checked, createdAt: at, expiresAt: exp, eventId: ev };
  },
  take: async (secret) => (await takeItem(table, challengeKey(secret))) !== null,
});

export const challengeStore = (env: TableEnv): ChallengeStore => dynamoChallengeStore(tableOf(env));
