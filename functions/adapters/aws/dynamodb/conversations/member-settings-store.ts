import * as z from 'zod';
import { noSettings } from '#core/domain/member-settings.ts';
import type { MemberSettingsStore, SettingsSnapshot } from '#core/ports/member-settings.ts';
import { batchGet } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import { isLostRace } from '#functions/adapters/aws/dynamodb/table/failures.ts';
import { membershipKey, pinCountKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  getItem,
  putOn,
  type Table,
  type TableEnv,
  tableOf,
  transact,
} from '#functions/adapters/aws/dynamodb/table/table.ts';
import { listArranged } from './arranged-lists.ts';
import { changeMarks, getMarks, listStarred, membershipPut } from './member-marks.ts';
import { membershipOf } from './membership-item.ts';

const PinCount = z.object({ n: z.int() });

const read = async (
  table: Table,
  userId: string,
  conversationId: string,
): Promise<SettingsSnapshot | null> => {
  const pins = pinCountKey(userId);
  const keys = [membershipKey(userId, conversationId), pins];
  const items = await batchGet(table, keys, 'consistent');
  const count = items.find(({ SK }) => SK === pins.SK);
  const membership = items.find(({ SK }) => SK !== pins.SK);
  if (!membership) return null;
  return {
    settings: membershipOf(membership).settings,
    pinned: count ? PinCount.parse(count).n : 0,
  };
};

const pinCountPut = (userId: string, before: number, next: number) => ({
  Item: { ...pinCountKey(userId), n: next },
  ConditionExpression: before === 0 ? 'attribute_not_exists(PK) OR n = :read' : 'n = :read',
  ExpressionAttributeValues: { ':read': before },
});

/** The settings of members, in the items of their memberships, which no send reads or writes. */
export const dynamoMemberSettingsStore = (table: Table): MemberSettingsStore => ({
  get: async (userId, conversationId, freshness) => {
    const item = await getItem(table, membershipKey(userId, conversationId), freshness);
    return item ? membershipOf(item).settings : noSettings;
  },
  change: (userId, conversationId, decide) =>
    withRetries(
      table.clock,
      async () => {
        const snapshot = await read(table, userId, conversationId);
        if (!snapshot) return null;
        const { settings, pinned } = snapshot;
        const { result, next } = decide(snapshot);
        if (!next) return result;
        const put = membershipPut(userId, conversationId, settings, next);
        const change = Number(next.isPinned) - Number(settings.isPinned);
        if (change === 0) await putOn(table, put);
        else {
          const count = pinCountPut(userId, pinned, pinned + change);
          await transact(table, [{ Put: put }, { Put: count }]);
        }
        return result;
      },
      isLostRace,
    ),
  getMarks: (userId, conversationId, freshness) =>
    getMarks(table, userId, conversationId, freshness),
  changeMarks: (userId, conversationId, decide) =>
    changeMarks(table, userId, conversationId, decide),
  listStarred: (userId, conversationId) => listStarred(table, userId, conversationId),
  list: (userId, request) => listArranged(table, userId, request),
});

export const memberSettingsStore = (env: TableEnv): MemberSettingsStore =>
  dynamoMemberSettingsStore(tableOf(env));
