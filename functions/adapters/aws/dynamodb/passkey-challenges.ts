import * as z from 'zod';
import type { PasskeyChallenges } from '#core/ports/passkeys.ts';
import { passkeyChallengeKey } from './table/passkey-keys.ts';
import { expiry, putItem, type Table, type TableEnv, tableOf, takeItem } from './table/table.ts';

const ChallengeItem = z.object({
  for: z.enum(['sign_in', 'setup']),
  uid: z.string().optional(),
  exp: z.number(),
});

/** Challenges on DynamoDB. The delete returns the old item to exactly one of several concurrent callers. */
export const dynamoPasskeyChallenges = (table: Table): PasskeyChallenges => ({
  put: async ({ secret, purpose, userId, expiresAt }) => {
    await putItem(table, {
      ...passkeyChallengeKey(secret),
      for: purpose,
      uid: userId ?? undefined,
      ...expiry(expiresAt),
    });
    return secret;
  },
  take: async (secret) => {
    const item = await takeItem(table, passkeyChallengeKey(secret));
    if (!item) return null;
    const { for: purpose, uid, exp } = ChallengeItem.parse(item);
    return exp <= table.clock.now()
      ? null
      : { secret, purpose, userId: uid ?? null, expiresAt: exp };
  },
});

export const passkeyChallenges = (env: TableEnv): PasskeyChallenges =>
  dynamoPasskeyChallenges(tableOf(env));
