import * as z from 'zod';
import type { BlockStore } from '../../../core/ports.ts';
import { batchGet } from './batch-get.ts';
import { blockedIdOf, blockKey, blockKeysBetween, sortPrefix, userPartition } from './keys.ts';
import { query } from './query.ts';
import { deleteItem, putItem, type Table, type TableEnv, tableOf } from './table.ts';

const BlockItem = z.object({ PK: z.string(), SK: z.string() });

/** Who has blocked whom, on DynamoDB: an item is all there is to it. */
export const dynamoBlockStore = (table: Table): BlockStore => ({
  block: (userId, otherId) => putItem(table, blockKey(userId, otherId)),
  unblock: (userId, otherId) => deleteItem(table, blockKey(userId, otherId)),
  listBlocked: async (userId) => {
    const items = await query(table, {
      partition: userPartition(userId),
      sort: { prefix: sortPrefix.blocks },
      consistency: 'consistent',
    });
    return items.map((item) => blockedIdOf(BlockItem.parse(item)));
  },
  isBlockedBetween: async (a, b) =>
    (await batchGet(table, blockKeysBetween([a, b]), 'consistent')).length > 0,
});

export const blockStore = (env: TableEnv): BlockStore => dynamoBlockStore(tableOf(env));
