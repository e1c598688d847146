import type { User } from '../../../core/domain/user.ts';
import { foldName } from '../../../core/domain/user.ts';
import type { UserStore } from '../../../core/ports.ts';
import { batchGetNamed } from './batch-get.ts';
import { isConditionFailure, isLostRace } from './failures.ts';
import { nameKey, profileKey } from './keys.ts';
import { withRetries } from './retry.ts';
import {
  getItem,
  present,
  type Table,
  type TableEnv,
  tableOf,
  transact,
  updateItem,
  type Write,
} from './table.ts';
import { claimUser, removeUnfinished } from './user-claims.ts';
import { claimOf, userOf } from './user-item.ts';
import { searchItems, searchUsers } from './user-search.ts';

/** DynamoDB's own limit of a transaction. */
const maxWrites = 100;

const getUser = async (table: Table, id: string): Promise<User | null> => {
  const item = await getItem(table, profileKey(id));
  return item ? userOf(item) : null;
};

const findByName = async (table: Table, username: string): Promise<User | null> => {
  const folded = foldName(username);
  const claim = folded === '' ? null : await getItem(table, nameKey(folded));
  return claim ? getUser(table, claimOf(claim).uid) : null;
};

/** A profile is finished together with its search entries; a very long name needs more transactions. */
const finishUser = async (table: Table, id: string): Promise<void> => {
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

const releaseUser = async (table: Table, id: string): Promise<void> => {
  const attempt = async () => {
    const user = await getUser(table, id);
    if (user && !user.isFinished) await removeUnfinished(table, user);
  };
  await withRetries(table.clock, attempt, isLostRace);
};

/** Updates a profile that exists and meets the condition; otherwise nothing. */
const updateProfile = async (
  table: Table,
  id: string,
  update: { set: string; condition?: string; values: Record<string, unknown> },
): Promise<void> => {
  const { set, condition, values } = update;
  try {
    await updateItem(table, profileKey(id), {
      UpdateExpression: `SET ${set}`,
      ConditionExpression: condition ? `${present} AND ${condition}` : present,
      ExpressionAttributeValues: values,
    });
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Profiles, their claims and the index of names on DynamoDB. */
export const dynamoUserStore = (table: Table): UserStore => ({
  claim: (user) => claimUser(table, user),
  finish: (id) => finishUser(table, id),
  release: (id) => releaseUser(table, id),
  get: (id) => getUser(table, id),
  getMany: async (ids) => (await batchGetNamed(table, ids.map(profileKey))).map(userOf),
  findByName: (username) => findByName(table, username),
  search: (query, window) => searchUsers(table, query, window),
  revokeTokens: (id, validAfter) =>
    updateProfile(table, id, {
      set: 'va = :after',
      condition: 'va < :after',
      values: { ':after': validAfter },
    }),
  setPresence: (id, { onlineUntil, lastSeen }) =>
    updateProfile(table, id, {
      set: 'ou = :until, ls = :seen',
      values: { ':until': onlineUntil, ':seen': lastSeen },
    }),
});

export const userStore = (env: TableEnv): UserStore => dynamoUserStore(tableOf(env));
