import type { ArchiveRecord } from '#contracts/archive/records.ts';
import { conversationPartition } from '../dynamodb/table/keys.ts';
import { queryPages } from '../dynamodb/table/query.ts';
import type { Table } from '../dynamodb/table/table.ts';
import { recordsOf } from './table-records.ts';

/** Everything in the partition of a conversation: itself, its log, its guards. */
export async function* conversationRecords(
  table: Table,
  id: string,
  at: number,
): AsyncGenerator<ArchiveRecord> {
  const range = { partition: conversationPartition(id), consistency: 'consistent' } as const;
  for await (const { items } of queryPages(table, range)) {
    for (const item of items)
      yield* await recordsOf(item, { table, at, factorRing: async () => [] });
  }
}
