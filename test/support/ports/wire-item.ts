import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';

/** DynamoDB's encoding of values. */
const wire = (value: unknown): object => {
  if (typeof value === 'boolean') return { BOOL: value };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (Array.isArray(value)) return { L: value.map(wire) };
  return { M: wireItem(value as Item) };
};

/** An item, without undefined fields. */
export const wireItem = (item: Item): object =>
  Object.fromEntries(
    Object.entries(item)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, wire(value)]),
  );
