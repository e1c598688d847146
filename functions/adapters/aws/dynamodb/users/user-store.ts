import { foldName, formerFold } from '#contracts/names/fold.ts';
import { validAfterRevocation } from '#core/domain/revocation.ts';
import { withEnded } from '#core/domain/session.ts';
import type { User } from '#core/domain/user.ts';
import { presenceOrderMs } from '#core/domain/user.ts';
import type { UserStore } from '#core/ports/users.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { isTooLong, nameKey, profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  getItem,
  present,
  type Table,
  type TableEnv,
  tableOf,
  transact,
  updateItem,
  updateOn,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { deactivateUser, updateUser } from './user-changes.ts';
import { claimUser, removeUnfinished } from './user-claims.ts';
import { claimOf, userOf } from './user-item.ts';
import { searchItems, searchUsers } from './user-search.ts';

/** DynamoDB's limit per transaction. */
const maxWrites = 100;

const getUser = async (table: Table, id: string): Promise<User | null> => {
  const item = await getItem(table, profileKey(id));
  return item ? userOf(item) : null;
};

/** Tries the former fold first: two old names may share today's. */
const findByName = async (table: Table, username: string): Promise<User | null> => {
  for (const form of new Set([formerFold(username), foldName(username)])) {
    const key = nameKey(form);
    const claim = isTooLong(key) ? null : await getItem(table, key);
    if (claim) return getUser(table, claimOf(claim).uid);
  }
  return null;
};

/** Marks a profile as finished, with its search entries; a very long name takes several transactions. */
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

/** Updates an existing profile if the condition holds; returns whether it did. */
const updateProfile = (
  table: Table,
  id: string,
  update: { set: string; condition?: string; values: Record<string, unknown> },
): Promise<boolean> => {
  const { set, condition, values } = update;
  return updateOn(table, profileKey(id), {
    UpdateExpression: `SET ${set}`,
    ConditionExpression: condition ? `${present} AND (${condition})` : present,
    ExpressionAttributeValues: values,
  });
};

/** Conditional on what was read, so that concurrent calls do not overwrite each other. */
const rejectSessions = (
  table: Table,
  id: string,
  sessionIds: readonly string[],
  now: number,
): Promise<void> =>
  withRetries(
    table.clock,
    async () => {
      const user = await getUser(table, id);
      if (!user) return;
      const before = user.endedSessions;
      const ended = withEnded(before, sessionIds, now);
      const validAfter = ended
        ? user.validAfter
        : Math.max(user.validAfter, validAfterRevocation(now));
      const isAsRead =
        before.length === 0
          ? '(attribute_not_exists(ended) OR ended = :before)'
          : 'ended = :before';
      await updateItem(table, profileKey(id), {
        UpdateExpression: 'SET ended = :ended, va = :after',
        ConditionExpression: `${present} AND va = :read AND ${isAsRead}`,
        ExpressionAttributeValues: {
          ':before': before,
          ':ended': ended ?? [],
          ':after': validAfter,
          ':read': user.validAfter,
        },
      });
    },
    isLostRace,
  );

/** Profiles, their claims and the name index on DynamoDB. */
export const dynamoUserStore = (table: Table): UserStore => ({
  claim: (user) => claimUser(table, user),
  finish: (id) => finishUser(table, id),
  release: (id) => releaseUser(table, id),
  get: (id) => getUser(table, id),
  getMany: async (ids) => (await batchGetNamed(table, ids.map(profileKey))).map(userOf),
  findByName: (username) => findByName(table, username),
  search: (query, window) => searchUsers(table, query, window),
  revokeTokens: async (id, validAfter) => {
    await updateProfile(table, id, {
      set: 'va = :after',
      condition: 'va < :after',
      values: { ':after': validAfter },
    });
  },
  rejectSessions: (id, sessionIds, now) => rejectSessions(table, id, sessionIds, now),
  update: (id, change, now) => updateUser(table, id, change, now),
  deactivate: (id, now) => deactivateUser(table, id, now),
  mayEmitPresence: (id, now, everyMs) =>
    updateProfile(table, id, {
      set: 'told = :now',
      condition: 'attribute_not_exists(told) OR told <= :before',
      values: { ':now': now, ':before': now - everyMs },
    }),
  setPresence: async (id, { onlineUntil, lastSeen }) => {
    await updateProfile(table, id, {
      set: 'ou = :until, ls = :seen',
      condition: 'attribute_not_exists(ls) OR ls <= :seen OR ls >= :far',
      values: { ':until': onlineUntil, ':seen': lastSeen, ':far': lastSeen + presenceOrderMs },
    });
  },
});

export const userStore = (env: TableEnv): UserStore => dynamoUserStore(tableOf(env));
