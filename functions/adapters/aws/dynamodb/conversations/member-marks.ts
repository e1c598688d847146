import type { MemberSettings } from '#core/domain/member-settings.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import type { Marks } from '#core/domain/visibility/marks.ts';
import type { Freshness } from '#core/ports/lists.ts';
import type { MemberSettingsStore, StarredPlace } from '#core/ports/member-settings.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { membershipKey, userPartition } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { marksKey, marksPrefix } from '#functions/adapters/aws/dynamodb/table/marks-keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  getItem,
  putOn,
  type Table,
  transact,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { marksItem, marksOf, marksPlaceOf } from './marks-item.ts';
import { membershipItem, membershipOf } from './membership-item.ts';

/** On the condition that nobody has changed it since it was read. */
export const membershipPut = (
  userId: string,
  conversationId: string,
  before: MemberSettings,
  next: MemberSettings,
) => ({
  Item: membershipItem(userId, conversationId, next),
  ...(before.ver === noSettings.ver
    ? { ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(ver)' }
    : {
        ConditionExpression: 'ver = :read',
        ExpressionAttributeValues: { ':read': before.ver },
      }),
});

export const getMarks = async (
  table: Table,
  userId: string,
  conversationId: string,
  freshness?: Freshness,
): Promise<Marks> => marksOf(await getItem(table, marksKey(userId, conversationId), freshness));

/** Marks are written only with the membership, whose condition protects both. */
export const changeMarks = <T>(
  table: Table,
  userId: string,
  conversationId: string,
  decide: Parameters<MemberSettingsStore['changeMarks']>[2],
): Promise<T | null> =>
  withRetries(
    table.clock,
    async () => {
      // Not in a batch, whose items may be of different times: these marks are at least as new as the membership, and
      // if they are newer, its condition fails.
      const membership = await getItem(table, membershipKey(userId, conversationId));
      if (!membership) return null;
      const { settings } = membershipOf(membership);
      const marks = await getMarks(table, userId, conversationId);
      const { result, next } = decide({ settings, marks });
      if (!next) return result as T;
      const put = membershipPut(userId, conversationId, settings, next.settings);
      if (next.marks === marks) await putOn(table, put);
      else {
        const Item = marksItem(userId, conversationId, next.marks);
        await transact(table, [{ Put: put }, { Put: { Item } }]);
      }
      return result as T;
    },
    isLostRace,
  );

export const listStarred = async (
  table: Table,
  userId: string,
  conversationId?: string,
): Promise<StarredPlace[]> => {
  const items = await query(table, {
    partition: userPartition(userId),
    sort:
      conversationId === undefined
        ? { prefix: marksPrefix }
        : { from: marksKey(userId, conversationId).SK, to: marksKey(userId, conversationId).SK },
    consistency: 'eventual',
  });
  return items.flatMap((item) =>
    marksOf(item).starred.map((star) => ({ conversationId: marksPlaceOf(item), ...star })),
  );
};
