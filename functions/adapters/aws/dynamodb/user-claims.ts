import type { User } from '../../../core/domain/user.ts';
import { foldEmail, foldName, isAbandoned } from '../../../core/domain/user.ts';
import type { ClaimRefusal } from '../../../core/ports.ts';
import { cancellationOf, isLostRace, isRefusal } from './failures.ts';
import { emailKey, type Key, nameKey, profileKey } from './keys.ts';
import { withRetries } from './retry.ts';
import { absent, getItem, type Item, type Table, transact, type Write } from './table.ts';
import { claimOf, profileItem, userOf } from './user-item.ts';

/** The claims of a user, each with the refusal that it stands for. */
const claimsOf = (user: User): { key: Key; refusal: ClaimRefusal }[] => [
  { key: nameKey(foldName(user.username)), refusal: 'username_taken' },
  ...(user.email === null
    ? []
    : [{ key: emailKey(foldEmail(user.email)), refusal: 'email_taken' as const }]),
];

/** Unless somebody finished or removed it meanwhile. */
export const removeUnfinished = async (table: Table, user: User): Promise<void> => {
  const ownClaims = claimsOf(user).map(
    ({ key }): Write => ({
      Delete: {
        Key: key,
        ConditionExpression: 'uid = :id',
        ExpressionAttributeValues: { ':id': user.id },
      },
    }),
  );
  const profile: Write = {
    Delete: {
      Key: profileKey(user.id),
      ConditionExpression: 'fin = :unfinished',
      ExpressionAttributeValues: { ':unfinished': false },
    },
  };
  await transact(table, [profile, ...ownClaims]);
};

/** Makes room when the holder of a claim never finished; false when the claim stands. */
const removeAbandoned = async (table: Table, found: Item): Promise<boolean> => {
  const holder = await getItem(table, profileKey(claimOf(found).uid));
  // The holder is gone by now: whoever comes first may have the name.
  if (!holder) return true;
  const user = userOf(holder);
  if (!isAbandoned(user, table.clock.now())) return false;
  await removeUnfinished(table, user);
  return true;
};

interface TakenClaim {
  readonly refusal: ClaimRefusal;
  readonly found: Item;
}

/** Writes profile and claims, or tells which claim was taken first. */
const tryClaim = async (table: Table, user: User): Promise<TakenClaim | null> => {
  const claims = claimsOf(user);
  const writes = claims.map(
    ({ key }): Write => ({
      Put: {
        Item: { ...key, uid: user.id, at: user.createdAt },
        ConditionExpression: absent,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    }),
  );
  const profile: Write = { Put: { Item: profileItem(user), ConditionExpression: absent } };
  try {
    await transact(table, [...writes, profile]);
    return null;
  } catch (error) {
    const reasons = cancellationOf(error) ?? [];
    for (const [index, { refusal }] of claims.entries()) {
      const reason = reasons[index];
      if (reason && isRefusal(reason.code)) return { refusal, found: reason.found as Item };
    }
    throw error;
  }
};

/** Name, e-mail address and profile in one transaction; abandoned ones in the way are removed first. */
export const claimUser = (table: Table, user: User): Promise<'claimed' | ClaimRefusal> => {
  const attempt = async (): Promise<'claimed' | ClaimRefusal> => {
    const taken = await tryClaim(table, user);
    if (!taken) return 'claimed';
    return (await removeAbandoned(table, taken.found)) ? attempt() : taken.refusal;
  };
  return withRetries(table.clock, attempt, isLostRace);
};
