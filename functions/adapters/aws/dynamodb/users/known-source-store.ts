import * as z from 'zod';
import type { KnownSourceStore } from '#core/ports/identity.ts';
import { knownSourceKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import {
  expiry,
  getItem,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
} from '#functions/adapters/aws/dynamodb/table/table.ts';

const KnownSourceItem = z.object({ exp: z.number() });

/** Known sources on DynamoDB, which deletes them some time after they expire. */
export const dynamoKnownSourceStore = (table: Table): KnownSourceStore => ({
  has: async (userId, source) => {
    const item = await getItem(table, knownSourceKey(userId, source));
    return item !== null && KnownSourceItem.parse(item).exp > table.clock.now();
  },
  remember: (userId, source, expiresAt) =>
    putItem(table, { ...knownSourceKey(userId, source), ...expiry(expiresAt) }),
});

export const knownSourceStore = (env: TableEnv): KnownSourceStore =>
  dynamoKnownSourceStore(tableOf(env));
