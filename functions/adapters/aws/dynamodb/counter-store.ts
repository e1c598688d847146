import type { CounterStore, RateRule } from '#core/ports/counters.ts';
import { counterKey, type Key, ttlAttribute } from './table/keys.ts';
import { expiry, type Table, type TableEnv, tableOf, updateOn } from './table/table.ts';

const windowOf = ({ key, windowSeconds, at }: RateRule): { key: Key; endsAt: number } => {
  const length = windowSeconds * 1_000;
  const endsAt = (Math.floor(at / length) + 1) * length;
  return { key: counterKey(key, endsAt), endsAt };
};

/** Fixed-window counters on DynamoDB: one item per window, one conditional update per count. */
export const dynamoCounterStore = (table: Table): CounterStore => ({
  take: async (rule) => {
    const { key, endsAt } = windowOf(rule);
    const counted = await updateOn(table, key, {
      UpdateExpression: 'SET n = if_not_exists(n, :zero) + :one, #ttl = :ttl',
      ConditionExpression: 'attribute_not_exists(n) OR n < :limit',
      ExpressionAttributeNames: { '#ttl': ttlAttribute },
      ExpressionAttributeValues: {
        ':zero': 0,
        ':one': 1,
        ':limit': rule.limit,
        ':ttl': expiry(endsAt).ttl,
      },
    });
    if (counted) return 'counted';
    const seconds = Math.ceil((endsAt - table.clock.now()) / 1_000);
    return { retryAfterSeconds: Math.max(1, seconds) };
  },
  uncount: async (rule) => {
    await updateOn(table, windowOf(rule).key, {
      UpdateExpression: 'SET n = n - :one',
      ConditionExpression: 'n > :zero',
      ExpressionAttributeValues: { ':zero': 0, ':one': 1 },
    });
  },
});

export const counterStore = (env: TableEnv): CounterStore => dynamoCounterStore(tableOf(env));
