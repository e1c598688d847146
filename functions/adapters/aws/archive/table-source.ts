import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { ArchiveRecord } from '#contracts/archive/records.ts';
import type { ArchiveSource, Portion } from '#core/ports/archive.ts';
import { withRetries } from '../dynamodb/table/retry.ts';
import type { Item, Table } from '../dynamodb/table/table.ts';
import { type Reading, recordsOf } from './table-records.ts';

/** Parts of the table that are read at the same time. */
const segments = 4;

/** Where each segment goes on; null: it is read. */
const Position = z.array(
  z.union([z.object({ PK: z.string(), SK: z.string() }), z.literal('start'), z.null()]),
);
type Position = z.infer<typeof Position>;

const scan = async (
  { client, name, clock }: Table,
  Segment: number,
  from: Position[number],
): Promise<{ items: Item[]; next: Position[number] }> => {
  if (from === null) return { items: [], next: null };
  const command = new ScanCommand({
    TableName: name,
    ConsistentRead: true,
    Segment,
    TotalSegments: segments,
    ...(from !== 'start' && { ExclusiveStartKey: from }),
  });
  const { Items = [], LastEvaluatedKey } = await withRetries(clock, () => client.send(command));
  return { items: Items, next: (LastEvaluatedKey as Position[number] | undefined) ?? null };
};

/**
 * All items of the table, a page of each segment at a time. A scan has no snapshot: nobody must write meanwhile.
 * `openBlob` and `close` are those of the bucket.
 */
export const tableSource = (
  table: Table,
  { openBlob }: Pick<ArchiveSource, 'openBlob'>,
  factorRing: Reading['factorRing'],
): ArchiveSource => ({
  read: async function* ({ at, from }): AsyncGenerator<Portion> {
    let position: Position = from
      ? Position.parse(from)
      : Array.from({ length: segments }, () => 'start' as const);
    while (position.some((place) => place !== null)) {
      const pages = await Promise.all(
        position.map((place, segment) => scan(table, segment, place)),
      );
      const records: ArchiveRecord[] = [];
      for (const item of pages.flatMap(({ items }) => items)) {
        records.push(...(await recordsOf(item, { table, at, factorRing })));
      }
      position = pages.map(({ next }) => next);
      yield { records, position };
    }
  },
  openBlob,
  close: async () => undefined,
});
