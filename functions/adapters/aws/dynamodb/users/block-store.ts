import * as z from 'zod';
import type { BlockStore } from '#core/ports/users.ts';
import { batchGet } from '#functions/adapters/aws/dynamodb/table/batch-get.ts';
import {
  blockedKey,
  blockKey,
  blockKeysBetween,
  otherIdOf,
  sortPrefix,
  userPartition,
} from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { query } from '#functions/adapters/aws/dynamodb/table/query.ts';
import { withRetries } from '#functions/adapters/aws/dynamodb/table/retry.ts';
import {
  type Table,
  type TableEnv,
  tableOf,
  transact,
  type Write,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

const BlockItem = z.object({ PK: z.string(), SK: z.string() });

/** Blocks on DynamoDB: an empty item in the partition of each of the two users. */
export const dynamoBlockStore = (table: Table): BlockStore => {
  const write = (writes: readonly Write[]): Promise<void> =>
    withRetries(table.clock, () => transact(table, writes));

  const idsOf = async (userId: string, prefix: string): Promise<string[]> => {
    const items = await query(table, {
      partition: userPartition(userId),
      sort: { prefix },
      consistency: 'consistent',
    });
    return items.map((item) => otherIdOf(BlockItem.parse(item)));
  };

  return {
    block: (userId, otherId) =>
      write([
        { Put: { Item: blockKey(userId, otherId) } },
        { Put: { Item: blockedKey(otherId, userId) } },
      ]),
    unblock: (userId, otherId) =>
      write([
        { Delete: { Key: blockKey(userId, otherId) } },
        { Delete: { Key: blockedKey(otherId, userId) } },
      ]),
    listBlocked: (userId) => idsOf(userId, sortPrefix.blocks),
    listBlockedEitherWay: async (userId) => [
      ...new Set(await idsOf(userId, sortPrefix.blocksBothWays)),
    ],
    isBlockedBetween: async (a, b, freshness = 'consistent') =>
      (await batchGet(table, blockKeysBetween([a, b]), freshness)).length > 0,
  };
};

export const blockStore = (env: TableEnv): BlockStore => dynamoBlockStore(tableOf(env));
