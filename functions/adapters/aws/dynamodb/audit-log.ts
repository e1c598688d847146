import * as z from 'zod';
import { accountEventTypes, operatorActions } from '#contracts/closed-lists.ts';
import { SessionEnd } from '#contracts/session-end.ts';
import {
  type AccountEvent,
  forgottenAt,
  isCounted,
  listedEvents,
  surplusEvents,
} from '#core/domain/audit.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import { ids } from '../../system.ts';
import { eventIdOf, eventKey, sortPrefix, ttlAttribute, userPartition } from './table/keys.ts';
import { query } from './table/query.ts';
import {
  deleteItem,
  expiry,
  type Item,
  present,
  type Table,
  type TableEnv,
  tableOf,
  updateItem,
  updateOn,
} from './table/table.ts';

const Key = z.object({ PK: z.string(), SK: z.string() });
const DatedKey = Key.extend({ type: z.enum(accountEventTypes), at: z.number() });
const EventItem = DatedKey.extend({
  dev: z.string(),
  adr: z.string(),
  why: SessionEnd.optional(),
  n: z.number(),
  act: z.enum(operatorActions).optional(),
  /** Usernames of the operator and of the person. */
  opr: z.string().optional(),
  usr: z.string().optional(),
  exp: z.number(),
});

const eventOf = (item: z.infer<typeof EventItem>): AccountEvent => ({
  id: eventIdOf(item),
  type: item.type,
  at: item.at,
  device: item.dev,
  address: item.adr,
  ...(item.why && { reason: item.why }),
  ...(isCounted(item.type) && { count: item.n }),
  ...(item.act && { action: item.act }),
  ...(item.opr !== undefined && { operator: item.opr }),
  ...(item.usr !== undefined && { user: item.usr }),
});

/** Account events on DynamoDB, each an item with a TTL. */
export const dynamoAuditLog = (table: Table): AuditLog => {
  const all = (
    userId: string,
    consistency: 'consistent' | 'eventual',
    fields?: readonly string[],
  ): Promise<Item[]> =>
    query(table, {
      partition: userPartition(userId),
      sort: { prefix: sortPrefix.events },
      consistency,
      ...(fields && { fields }),
    });

  const remove = async (keys: readonly z.infer<typeof Key>[]): Promise<void> => {
    await Promise.all(keys.map(({ PK, SK }) => deleteItem(table, { PK, SK })));
  };

  /**
   * The read is eventually consistent. Surplus events that it misses are hidden from readers and removed
   * after the next event.
   */
  const trim = async (userId: string): Promise<void> => {
    const items = await all(userId, 'eventual', ['PK', 'SK', 'type', 'at']);
    await remove(surplusEvents(items.map((item) => DatedKey.parse(item))));
  };

  return {
    add: async (userId, { id, type, at, device, address, reason, action, operator, user }) => {
      const more = { why: reason, act: action, opr: operator, usr: user };
      const given = Object.entries(more).filter(([, value]) => value !== undefined);
      const { exp, ttl } = expiry(forgottenAt(at));
      const update = {
        UpdateExpression:
          'SET #type = :type, #at = :at, dev = :dev, adr = :adr, exp = :exp, #ttl = :ttl' +
          `${given.map(([name]) => `, ${name} = :${name}`).join('')} ADD n :one`,
        ExpressionAttributeNames: { '#type': 'type', '#at': 'at', '#ttl': ttlAttribute },
        ExpressionAttributeValues: {
          ':type': type,
          ':at': at,
          ':dev': device,
          ':adr': address,
          ':exp': exp,
          ':ttl': ttl,
          ':one': 1,
          ...Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
        },
      };
      if (userId === null) {
        // The item cannot exist: the condition fails, and takes as long as a real write.
        await updateOn(table, eventKey(ids.uuid(), id), {
          ...update,
          ConditionExpression: present,
        });
        return;
      }
      await updateItem(table, eventKey(userId, id), update);
      if (!isCounted(type)) await trim(userId);
    },
    uncount: async (userId, eventId) => {
      await updateOn(table, eventKey(userId, eventId), {
        UpdateExpression: 'ADD n :less',
        ConditionExpression: 'n > :none',
        ExpressionAttributeValues: { ':less': -1, ':none': 0 },
      });
    },
    list: async (userId) => {
      const items = (await all(userId, 'consistent')).map((item) => EventItem.parse(item));
      const isListed = ({ exp, n }: (typeof items)[number]) => exp > table.clock.now() && n > 0;
      return listedEvents(items.filter(isListed).map(eventOf));
    },
    clear: async (userId) =>
      remove((await all(userId, 'consistent', ['PK', 'SK'])).map((item) => Key.parse(item))),
  };
};

export const auditLog = (env: TableEnv): AuditLog => dynamoAuditLog(tableOf(env));
