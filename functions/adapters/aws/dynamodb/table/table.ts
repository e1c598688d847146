import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Freshness } from '#core/ports/lists.ts';
import type { Clock } from '#core/ports/system.ts';
import { clock as systemClock } from '#functions/adapters/system.ts';
import { sharedClient } from './client.ts';
import { isConditionFailure } from './failures.ts';
import type { Key } from './keys.ts';
import { withRetries } from './retry.ts';

export type Item = Record<string, unknown>;
export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
/** A write of a transaction, without the table name. */
export type Write =
  | { Put: Omit<NonNullable<WriteItem['Put']>, 'TableName'> }
  | { Delete: Omit<NonNullable<WriteItem['Delete']>, 'TableName'> }
  | { Update: Omit<NonNullable<WriteItem['Update']>, 'TableName'> }
  | { ConditionCheck: Omit<NonNullable<WriteItem['ConditionCheck']>, 'TableName'> };

/** The table with the dependencies of every store on it. */
export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
  readonly clock: Clock;
}

/** The environment of every store factory. */
export interface TableEnv {
  readonly TABLE_NAME: string;
}

export const tableOf = ({ TABLE_NAME }: TableEnv): Table => ({
  name: TABLE_NAME,
  client: sharedClient(),
  clock: systemClock,
});

/** Expiry attributes. DynamoDB deletes expired items late, so readers check `exp` themselves. */
export const expiry = (expiresAt: number) => ({
  exp: expiresAt,
  ttl: Math.ceil(expiresAt / 1_000),
});

export const absent = 'attribute_not_exists(PK)';
export const present = 'attribute_exists(PK)';

export const getItem = async (
  { client, name, clock }: Table,
  key: Key,
  consistency: Freshness = 'consistent',
): Promise<Item | null> => {
  const ConsistentRead = consistency === 'consistent';
  const command = new GetCommand({ TableName: name, Key: key, ConsistentRead });
  const { Item } = await withRetries(clock, () => client.send(command));
  return Item ?? null;
};

/**
 * An item that exists if it was ever written: if an eventually consistent read misses it, reads it
 * consistently.
 */
export const getNamed = async (
  table: Table,
  key: Key,
  freshness: Freshness = 'consistent',
): Promise<Item | null> => {
  const found = freshness === 'eventual' ? await getItem(table, key, 'eventual') : null;
  return found ?? getItem(table, key);
};

export const putItem = async ({ client, name, clock }: Table, item: Item): Promise<void> => {
  const command = new PutCommand({ TableName: name, Item: item });
  await withRetries(clock, () => client.send(command));
};

type Put = Extract<Write, { Put: unknown }>['Put'];

/** A single conditional write: half the price of a transaction. */
export const putOn = async ({ client, name }: Table, put: Put): Promise<void> => {
  await client.send(new PutCommand({ ...put, TableName: name }));
};

type Update = Omit<ConstructorParameters<typeof UpdateCommand>[0], 'TableName' | 'Key'>;

export const updateItem = async (
  { client, name, clock }: Table,
  key: Key,
  update: Update,
): Promise<void> => {
  const command = new UpdateCommand({ TableName: name, Key: key, ...update });
  await withRetries(clock, () => client.send(command));
};

/** A conditional update; returns whether the condition held. */
export const updateOn = async (table: Table, key: Key, update: Update): Promise<boolean> => {
  try {
    await updateItem(table, key, update);
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
};

export const deleteItem = async ({ client, name, clock }: Table, key: Key): Promise<void> => {
  const command = new DeleteCommand({ TableName: name, Key: key });
  await withRetries(clock, () => client.send(command));
};

type Deletion = Omit<ConstructorParameters<typeof DeleteCommand>[0], 'TableName' | 'Key'>;

/** A conditional update that returns the item as it is then; null if the condition failed. */
export const updateReading = async (
  { client, name, clock }: Table,
  key: Key,
  update: Update,
): Promise<Item | null> => {
  const command = new UpdateCommand({
    TableName: name,
    Key: key,
    ...update,
    ReturnValues: 'ALL_NEW',
  });
  try {
    return (await withRetries(clock, () => client.send(command))).Attributes ?? null;
  } catch (error) {
    if (isConditionFailure(error)) return null;
    throw error;
  }
};

/** A conditional deletion that throws if the condition fails. */
export const deleteStrictly = async (
  { client, name }: Table,
  key: Key,
  deletion: Deletion,
): Promise<void> => {
  await client.send(new DeleteCommand({ TableName: name, Key: key, ...deletion }));
};

/** A conditional deletion; does nothing if the condition fails. */
export const deleteOn = async (
  { client, name, clock }: Table,
  key: Key,
  deletion: Deletion,
): Promise<void> => {
  const command = new DeleteCommand({ TableName: name, Key: key, ...deletion });
  try {
    await withRetries(clock, () => client.send(command));
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
};

/** Deletes and returns an item: exactly one of several concurrent calls gets it. */
export const takeItem = async ({ client, name, clock }: Table, key: Key): Promise<Item | null> => {
  const command = new DeleteCommand({
    TableName: name,
    Key: key,
    ConditionExpression: present,
    ReturnValues: 'ALL_OLD',
  });
  try {
    return (await withRetries(clock, () => client.send(command))).Attributes ?? null;
  } catch (error) {
    if (isConditionFailure(error)) return null;
    throw error;
  }
};

const inTable = (write: Write, TableName: string): WriteItem => {
  if ('Put' in write) return { Put: { ...write.Put, TableName } };
  if ('Delete' in write) return { Delete: { ...write.Delete, TableName } };
  if ('Update' in write) return { Update: { ...write.Update, TableName } };
  return { ConditionCheck: { ...write.ConditionCheck, TableName } };
};

/** All or nothing. @throws TransactionCanceledException with one reason per item */
export const transact = async (
  { client, name }: Table,
  writes: readonly Write[],
): Promise<void> => {
  const TransactItems = writes.map((write) => inTable(write, name));
  await client.send(new TransactWriteCommand({ TransactItems }));
};
