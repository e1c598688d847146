import type { Factor } from '#core/domain/factor/factor.ts';
import type { FactorStore } from '#core/ports/factors.ts';
import type { Ids } from '#core/ports/system.ts';
import { ids as systemIds } from '#functions/adapters/system.ts';
import { isLostRace } from '../table/failures.ts';
import { factorKey } from '../table/keys.ts';
import { withRetries } from '../table/retry.ts';
import {
  absent,
  deleteStrictly,
  getItem,
  type Item,
  putOn,
  type Table,
  type TableEnv,
  tableOf,
} from '../table/table.ts';
import { factorItem, factorOf } from './factor-item.ts';

/** On the condition that nobody has changed the item since it was read. */
const asRead = (item: Item | null) =>
  item
    ? { ConditionExpression: 'rev = :read', ExpressionAttributeValues: { ':read': item['rev'] } }
    : { ConditionExpression: absent };

/** Second factors on DynamoDB, one item each. */
export const dynamoFactorStore = (table: Table, ids: Ids): FactorStore => {
  const read = (userId: string): Promise<Item | null> => getItem(table, factorKey(userId));

  const write = async (
    userId: string,
    item: Item | null,
    next: Factor | null | undefined,
  ): Promise<void> => {
    if (next === undefined || (next === null && !item)) return;
    if (next === null) await deleteStrictly(table, factorKey(userId), asRead(item));
    else await putOn(table, { Item: factorItem(userId, next, ids.secret()), ...asRead(item) });
  };

  return {
    get: async (userId) => {
      const item = await read(userId);
      return item && factorOf(item);
    },
    change: (userId, decide) =>
      withRetries(
        table.clock,
        async () => {
          const item = await read(userId);
          const { result, next } = decide(item && factorOf(item));
          await write(userId, item, next);
          return result;
        },
        isLostRace,
      ),
  };
};

export const factorStore = (env: TableEnv): FactorStore =>
  dynamoFactorStore(tableOf(env), systemIds);
