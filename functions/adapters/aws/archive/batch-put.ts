import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { BusyError } from '#core/errors.ts';
import { withRetries } from '../dynamodb/table/retry.ts';
import type { Item, Table } from '../dynamodb/table/table.ts';

/** DynamoDB's limit per call. */
const maxItems = 25;
/** Calls at the same time. */
const width = 12;
/** A new table takes some thousand writes a second, and more after some minutes of load. */
const maxWaitMs = 5 * 60_000;
const pauseMs = 1_000;

const putPortion = async (
  { client, name, clock }: Table,
  items: readonly Item[],
): Promise<void> => {
  let rest = items.map((Item) => ({ PutRequest: { Item } }));
  await withRetries(clock, async () => {
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: rest } }));
    rest = (answer.UnprocessedItems?.[name] ?? []) as typeof rest;
    if (rest.length > 0) throw new BusyError(`${rest.length} items were not written`);
  });
};

/** Waits while the table takes no more writes, unlike a request of a user. */
const putPatiently = async (table: Table, items: readonly Item[]): Promise<void> => {
  const until = table.clock.now() + maxWaitMs;
  for (;;) {
    try {
      return await putPortion(table, items);
    } catch (error) {
      if (!(error instanceof BusyError) || table.clock.now() > until) throw error;
      await table.clock.sleep(pauseMs);
    }
  }
};

/** Puts items with different keys, replacing existing ones. */
export const batchPut = async (table: Table, items: readonly Item[]): Promise<void> => {
  const portions: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += maxItems) {
    portions.push(items.slice(start, start + maxItems));
  }
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let mine = next++; mine < portions.length; mine = next++) {
      await putPatiently(table, portions[mine] ?? []);
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
};
