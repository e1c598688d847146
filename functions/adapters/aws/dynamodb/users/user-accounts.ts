import { foldName, formerFold } from '#contracts/names/fold.ts';
import type { User } from '#core/domain/user.ts';
import { isTooLong, nameKey, profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  getItem,
  present,
  type Table,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { getUser } from './get-user.ts';
import { claimOf } from './user-item.ts';
import { searchItems } from './user-search.ts';

/**
 * Registration, renaming and search, which need the tables of names. Separate from `user-store.ts`, so that a
 * function that only reads profiles does not load those tables.
 */
export { claimUser, releaseUser } from './claim-user.ts';
export { activateUser, deactivateUser, updateUser } from './user-changes.ts';
export { searchUsers } from './user-search.ts';

/** DynamoDB's limit per transaction. */
const maxWrites = 100;

/** Tries the former fold first: two old names may share today's. */
export const findByName = async (table: Table, username: string): Promise<User | null> => {
  for (const form of new Set([formerFold(username), foldName(username)])) {
    const key = nameKey(form);
    const claim = isTooLong(key) ? null : await getItem(table, key);
    if (claim) return getUser(table, claimOf(claim).uid);
  }
  return null;
};

/** Marks a profile as finished, with its search entries; a very long name takes several transactions. */
export const finishUser = async (table: Table, id: string): Promise<void> => {
  const user = await getUser(table, id);
  if (!user) throw new Error('the claim of this registration has been taken over');
  const finish: Write = {
    Update: {
      Key: profileKey(id),
      UpdateExpression: 'SET fin = :finished',
      ConditionExpression: present,
      ExpressionAttributeValues: { ':finished': true },
    },
  };
  const writes = [...searchItems(user).map((Item): Write => ({ Put: { Item } })), finish];
  for (let start = 0; start < writes.length; start += maxWrites) {
    await withRetries(table.clock, () => transact(table, writes.slice(start, start + maxWrites)));
  }
};
