import type { EndedSubscriptions } from '#core/ports/web-push.ts';
import { pushSubscriptionKey, sortPrefix, userPartition } from './table/keys.ts';
import { query } from './table/query.ts';
import { deleteItem, type Item, type Table, type TableEnv, tableOf } from './table/table.ts';

/** The items of a user's push subscriptions. */
export const listSubscriptions = (table: Table, userId: string): Promise<Item[]> =>
  query(table, {
    partition: userPartition(userId),
    sort: { prefix: sortPrefix.pushSubscriptions },
    consistency: 'consistent',
  });

/** A separate module, so that functions that end sessions load nothing else. */
export const dynamoEndedSubscriptions = (table: Table): EndedSubscriptions => ({
  removeSessions: async (userId, which) => {
    const ids =
      which === 'all'
        ? (await listSubscriptions(table, userId)).map(({ sid }) => String(sid))
        : which;
    await Promise.all(ids.map((id) => deleteItem(table, pushSubscriptionKey(userId, id))));
  },
});

export const endedSubscriptions = (env: TableEnv): EndedSubscriptions =>
  dynamoEndedSubscriptions(tableOf(env));
