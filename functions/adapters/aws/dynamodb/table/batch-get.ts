import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { BusyError } from '#core/errors.ts';
import type { Key } from './keys.ts';
import { withRetries } from './retry.ts';
import type { Item, Table } from './table.ts';

/** DynamoDB's limit per call. */
const maxKeys = 100;

const textOf = ({ PK, SK }: Key | Item): string => `${PK} ${SK}`;

const distinct = (keys: readonly Key[]): Key[] => [
  ...new Map(keys.map((key) => [textOf(key), key])).values(),
];

const readPortion = async (
  { client, name, clock }: Table,
  keys: readonly Key[],
  ConsistentRead: boolean,
): Promise<Item[]> => {
  const found: Item[] = [];
  let rest: Record<string, unknown>[] = [...keys];
  await withRetries(clock, async () => {
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: rest, ConsistentRead } } }),
    );
    found.push(...(answer.Responses?.[name] ?? []));
    rest = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (rest.length > 0) throw new BusyError(`${rest.length} keys were not read`);
  });
  return found;
};

/** The existing items, in no order. Duplicate keys are read once; unprocessed keys are requested again. */
export const batchGet = async (
  table: Table,
  keys: readonly Key[],
  consistency: 'consistent' | 'eventual',
): Promise<Item[]> => {
  const wanted = distinct(keys);
  const portions: Promise<Item[]>[] = [];
  for (let start = 0; start < wanted.length; start += maxKeys) {
    const portion = wanted.slice(start, start + maxKeys);
    portions.push(readPortion(table, portion, consistency === 'consistent'));
  }
  return (await Promise.all(portions)).flat();
};

/**
 * Items whose keys were read elsewhere. Eventually consistent reads, at half the price; an item that they
 * miss because it is new is read again, consistently.
 */
export const batchGetNamed = async (table: Table, keys: readonly Key[]): Promise<Item[]> => {
  const found = await batchGet(table, keys, 'eventual');
  const seen = new Set(found.map(textOf));
  const unseen = keys.filter((key) => !seen.has(textOf(key)));
  return unseen.length > 0 ? [...found, ...(await batchGet(table, unseen, 'consistent'))] : found;
};
