import { validAfterRevocation } from '#core/domain/revocation.ts';
import { withEnded } from '#core/domain/session.ts';
import { presenceOrderMs } from '#core/domain/user.ts';
import type { UserStore } from '#core/ports/users.ts';
import { batchGetNamed } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { profileKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  present,
  type Table,
  type TableEnv,
  tableOf,
  updateItem,
  updateOn,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { getUser } from './get-user.ts';
import { userOf } from './user-item.ts';

/** Loaded with the first call that needs it. */
const accounts = () => import('./user-accounts.ts');

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
  claim: async (user, invite) => (await accounts()).claimUser(table, user, invite),
  finish: async (id) => (await accounts()).finishUser(table, id),
  release: async (id, invite) => (await accounts()).releaseUser(table, id, invite),
  get: (id, freshness) => getUser(table, id, freshness),
  getMany: async (ids) => (await batchGetNamed(table, ids.map(profileKey))).map(userOf),
  getPhoto: async (id, hash) => (await import('./get-photo.ts')).getPhoto(table, id, hash),
  findByName: async (username) => (await accounts()).findByName(table, username),
  search: async (query, window) => (await accounts()).searchUsers(table, query, window),
  revokeTokens: async (id, validAfter) => {
    await updateProfile(table, id, {
      set: 'va = :after',
      condition: 'va < :after',
      values: { ':after': validAfter },
    });
  },
  rejectSessions: (id, sessionIds, now) => rejectSessions(table, id, sessionIds, now),
  update: async (id, change, now) => (await accounts()).updateUser(table, id, change, now),
  deactivate: async (id, now) => (await accounts()).deactivateUser(table, id, now),
  activate: async (id, now) => (await accounts()).activateUser(table, id, now),
  setOperator: async (id, isOperator) => {
    await updateProfile(table, id, { set: 'opr = :opr', values: { ':opr': isOperator } });
  },
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
