import * as z from 'zod';
import type { Freshness } from '#core/ports/lists.ts';
import type { Connection, ConnectionRegistry } from '#core/ports/sockets.ts';
import {
  connectionKey,
  sortPrefix,
  ttlAttribute,
  userConnectionKey,
  userPartition,
} from './table/keys.ts';
import { query } from './table/query.ts';
import {
  deleteItem,
  expiry,
  getNamed,
  type Item,
  present,
  putItem,
  type Table,
  type TableEnv,
  tableOf,
  updateOn,
} from './table/table.ts';

const ConnectionItem = z.object({
  id: z.string(),
  uid: z.string(),
  sid: z.string().optional(),
  conv: z.string().optional(),
  at: z.number(),
  exp: z.number(),
  /** Whether the page is visible; absent means no. */
  vis: z.boolean().optional(),
});

const connectionOf = (item: Item): Connection => {
  const { id, uid, sid, conv, at, exp, vis } = ConnectionItem.parse(item);
  return {
    id,
    userId: uid,
    sessionId: sid ?? null,
    conversationId: conv ?? null,
    connectedAt: at,
    expiresAt: exp,
    isVisible: vis ?? false,
  };
};

const fieldsOf = (connection: Connection): Item => ({
  id: connection.id,
  uid: connection.userId,
  sid: connection.sessionId ?? undefined,
  conv: connection.conversationId ?? undefined,
  at: connection.connectedAt,
  ...expiry(connection.expiresAt),
  ...(connection.isVisible && { vis: true }),
});

const listOf = async (
  table: Table,
  userId: string,
  consistency: Freshness,
): Promise<Connection[]> => {
  const items = await query(table, {
    partition: userPartition(userId),
    sort: { prefix: sortPrefix.connections },
    consistency,
  });
  return items.map(connectionOf).filter(({ expiresAt }) => expiresAt > table.clock.now());
};

const oldestFirst = (one: Connection, other: Connection): number =>
  one.connectedAt - other.connectedAt || (one.id < other.id ? -1 : 1);

/** Stores each registration twice: by connection id and in the user's partition. */
export const dynamoConnectionRegistry = (table: Table): ConnectionRegistry => {
  const stored = async (id: string, freshness?: Freshness): Promise<Connection | null> => {
    const item = await getNamed(table, connectionKey(id), freshness);
    return item && connectionOf(item);
  };
  /** Updates only existing items, so that it does not undo a concurrent removal. */
  const change = async (
    id: string,
    { set, names, values }: { set: string; names?: Record<string, string>; values: Item },
  ): Promise<void> => {
    const connection = await stored(id);
    if (!connection) return;
    const update = {
      UpdateExpression: `SET ${set}`,
      ConditionExpression: `${present} AND exp > :now`,
      ...(names && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: { ...values, ':now': table.clock.now() },
    };
    await updateOn(table, userConnectionKey(connection.userId, id), update);
    await updateOn(table, connectionKey(id), update);
  };
  return {
    add: async (connection) => {
      const fields = fieldsOf(connection);
      const { id, userId } = connection;
      // Order matters: if the second write fails, `remove` can still find the first.
      await putItem(table, { ...connectionKey(id), ...fields });
      await putItem(table, { ...userConnectionKey(userId, id), ...fields });
    },
    get: async (id, freshness) => {
      const connection = await stored(id, freshness);
      return connection && connection.expiresAt > table.clock.now() ? connection : null;
    },
    listByUsers: async (userIds, freshness = 'consistent') => {
      const lists = await Promise.all(userIds.map((userId) => listOf(table, userId, freshness)));
      return lists.flat().sort(oldestFirst);
    },
    renew: (id, expiresAt) => {
      const { exp, ttl } = expiry(expiresAt);
      return change(id, {
        set: 'exp = :exp, #ttl = :ttl',
        names: { '#ttl': ttlAttribute },
        values: { ':exp': exp, ':ttl': ttl },
      });
    },
    setVisible: (id, isVisible) =>
      change(id, { set: 'vis = :visible', values: { ':visible': isVisible } }),
    remove: async (id) => {
      const connection = await stored(id);
      if (!connection) return null;
      // Order matters: if the second deletion fails, `remove` can find the connection and retry.
      await deleteItem(table, userConnectionKey(connection.userId, id));
      await deleteItem(table, connectionKey(id));
      return connection;
    },
  };
};

export const connectionRegistry = (env: TableEnv): ConnectionRegistry =>
  dynamoConnectionRegistry(tableOf(env));
