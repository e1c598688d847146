import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { withRetries } from './retry.ts';
import type { Item, Table } from './table.ts';

export interface Range {
  readonly partition: string;
  /** Sort keys with this prefix, or in this range, inclusive. */
  readonly sort?: { readonly prefix: string } | { readonly from: string; readonly to: string };
  readonly consistency: 'consistent' | 'eventual';
  readonly newestFirst?: boolean;
  /** Maximum number of items; default: all. */
  readonly limit?: number;
  readonly filter?: { readonly expression: string; readonly values: Record<string, unknown> };
  /** Only these attributes. */
  readonly fields?: readonly string[];
}

/** The minimum page size of a filtered query, since few items may pass the filter. */
const filteredPortion = 200;

const condition = ({ partition, sort, filter }: Range) => {
  const names = 'PK = :pk';
  const values: Record<string, unknown> = { ':pk': partition, ...filter?.values };
  if (!sort) return { KeyConditionExpression: names, ExpressionAttributeValues: values };
  if ('prefix' in sort) {
    return {
      KeyConditionExpression: `${names} AND begins_with(SK, :prefix)`,
      ExpressionAttributeValues: { ...values, ':prefix': sort.prefix },
    };
  }
  return {
    KeyConditionExpression: `${names} AND SK BETWEEN :from AND :to`,
    ExpressionAttributeValues: { ...values, ':from': sort.from, ':to': sort.to },
  };
};

/** Uses placeholders, since an attribute name may be a reserved word. */
const projection = (fields: readonly string[]) => ({
  ProjectionExpression: fields.map((_, index) => `#f${index}`).join(),
  ExpressionAttributeNames: Object.fromEntries(fields.map((field, index) => [`#f${index}`, field])),
});

const inputOf = ({ name }: Table, range: Range): QueryCommandInput => ({
  TableName: name,
  ...condition(range),
  ...(range.fields && projection(range.fields)),
  ConsistentRead: range.consistency === 'consistent',
  ScanIndexForward: range.newestFirst !== true,
  ...(range.filter && { FilterExpression: range.filter.expression }),
});

/** Yields pages. DynamoDB ends each at 1 MB, so a query may take several. */
export async function* queryPages(
  table: Table,
  range: Range,
  more: Partial<QueryCommandInput> = {},
): AsyncGenerator<{ items: Item[]; count: number }> {
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const input = { ...inputOf(table, range), ...more, ExclusiveStartKey: start };
    const page = await withRetries(table.clock, () => table.client.send(new QueryCommand(input)));
    yield { items: page.Items ?? [], count: page.Count ?? 0 };
    start = page.LastEvaluatedKey;
  } while (start);
}

/** All items of a range, or the first `limit` of them. */
export const query = async (table: Table, range: Range): Promise<Item[]> => {
  const { limit, filter } = range;
  const portion = limit && filter ? Math.max(limit, filteredPortion) : limit;
  const found: Item[] = [];
  for await (const { items } of queryPages(table, range, portion ? { Limit: portion } : {})) {
    found.push(...items);
    if (limit !== undefined && found.length >= limit) return found.slice(0, limit);
  }
  return found;
};

/** How many items of a range pass its filter. */
export const count = async (table: Table, range: Range): Promise<number> => {
  let total = 0;
  for await (const page of queryPages(table, range, { Select: 'COUNT' })) total += page.count;
  return total;
};
