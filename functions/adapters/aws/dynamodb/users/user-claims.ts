import { foldName, formerFold } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import type { User } from '#core/domain/user.ts';
import { foldEmail, isAbandoned } from '#core/domain/user.ts';
import type { ClaimRefusal } from '#core/ports/users.ts';
import { cancellationOf, isRefusal } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import {
  emailKey,
  type Key,
  nameKey,
  profileKey,
  skeletonKey,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  absent,
  deleteOn,
  getItem,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { claimOf, userOf } from './user-item.ts';

/** A claim, and the refusal to return if it is taken. */
export interface ClaimKey {
  readonly key: Key;
  readonly refusal: ClaimRefusal;
}

/** The claims of a name: its folded form and its skeleton. */
export const claimsOf = ({ username }: User): ClaimKey[] =>
  [nameKey(foldName(username)), skeletonKey(skeletonOf(username))].map((key) => ({
    key,
    refusal: 'username_taken',
  }));

const isSame = ({ key }: ClaimKey, other: ClaimKey): boolean => key.PK === other.key.PK;
export const without = (claims: readonly ClaimKey[], others: readonly ClaimKey[]): ClaimKey[] =>
  claims.filter((claim) => !others.some((other) => isSame(claim, other)));

/**
 * The claims that a user really holds: a name from before `namesVersion` 1 may have its former form
 * claimed, and only some of today's claims.
 */
export const heldClaims = async (table: Table, user: User): Promise<ClaimKey[]> => {
  const former: ClaimKey = { key: nameKey(formerFold(user.username)), refusal: 'username_taken' };
  const claims = claimsOf(user);
  const possible = [...claims, ...without([former], claims)];
  const items = await Promise.all(possible.map(({ key }) => getItem(table, key)));
  return possible.filter((_, index) => {
    const item = items[index];
    return item ? claimOf(item).uid === user.id : false;
  });
};

/** The form of a name that its user has claimed. */
export const heldName = async (table: Table, user: User): Promise<string> => {
  const forms = [foldName(user.username), formerFold(user.username)];
  const held = await heldClaims(table, user);
  const claimed = forms.find((form) => held.some(({ key }) => key.PK === nameKey(form).PK));
  return claimed ?? foldName(user.username);
};

/** Removes a user's e-mail claim; earlier versions claimed e-mail addresses, too. */
export const removeEmailClaim = (table: Table, email: string, userId: string): Promise<void> =>
  deleteOn(table, emailKey(foldEmail(email)), {
    ConditionExpression: 'uid = :id',
    ExpressionAttributeValues: { ':id': userId },
  });

export const deleteClaim = (key: Key, userId: string): Write => ({
  Delete: {
    Key: key,
    ConditionExpression: 'uid = :id',
    ExpressionAttributeValues: { ':id': userId },
  },
});

/** Removes an unfinished registration, unless it was finished or removed meanwhile. */
export const removeUnfinished = async (table: Table, user: User): Promise<void> => {
  const ownClaims = (await heldClaims(table, user)).map(({ key }) => deleteClaim(key, user.id));
  const profile: Write = {
    Delete: {
      Key: profileKey(user.id),
      ConditionExpression: 'fin = :unfinished',
      ExpressionAttributeValues: { ':unfinished': false },
    },
  };
  await transact(table, [profile, ...ownClaims]);
};

/** Removes a claim without a profile: its registration never finished. */
const removeClaim = (table: Table, key: Key, userId: string): Promise<void> =>
  transact(table, [deleteClaim(key, userId)]);

/** Removes the registration that holds a claim if it was abandoned. `missing`: its profile was removed before. */
export const removeAbandoned = async (
  table: Table,
  { uid, at }: { uid: string; at: number },
): Promise<'held' | 'removed' | 'missing'> => {
  const profile = await getItem(table, profileKey(uid));
  const holder = profile ? userOf(profile) : null;
  const registration = holder ?? { isFinished: false, createdAt: at };
  if (!isAbandoned(registration, table.clock.now())) return 'held';
  if (!holder) return 'missing';
  await removeUnfinished(table, holder);
  return 'removed';
};

/** Removes a claim whose registration never finished; otherwise returns its holder. */
export const makeRoom = async (
  table: Table,
  { key }: ClaimKey,
): Promise<{ holderId: string } | null> => {
  const found = await getItem(table, key);
  if (!found) return null;
  const claim = claimOf(found);
  const gone = await removeAbandoned(table, claim);
  if (gone === 'held') return { holderId: claim.uid };
  if (gone === 'missing') await removeClaim(table, key, claim.uid);
  return null;
};

/** Takes claims with other writes in one transaction; returns the first claim that was taken, or null. */
export const takeClaims = async (
  table: Table,
  claims: readonly ClaimKey[],
  holder: { uid: string; at: number },
  others: readonly Write[],
): Promise<ClaimKey | null> => {
  const puts = claims.map(
    ({ key }): Write => ({
      Put: { Item: { ...key, ...holder }, ConditionExpression: absent },
    }),
  );
  try {
    await transact(table, [...puts, ...others]);
    return null;
  } catch (error) {
    const codes = cancellationOf(error) ?? [];
    const taken = claims.find((_, index) => isRefusal(codes[index] ?? ''));
    if (taken) return taken;
    throw error;
  }
};
