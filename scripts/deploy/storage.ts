import {
  countStorage,
  isStorageCounted,
} from '#functions/adapters/aws/dynamodb/attachments/storage-count.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import type { Outputs } from './outputs-of.ts';

/**
 * Counts the storage of each user of a stage. Returns what it found; null if that was done before.
 * `isForced`: also then, to repair what the table's stream could not count.
 */
export const countStageStorage = async (
  { TableName = '' }: Outputs,
  { isForced }: { isForced: boolean },
): Promise<string | null> => {
  const table = tableOf({ TABLE_NAME: TableName });
  if (!isForced && (await isStorageCounted(table))) return null;
  const { counted, released } = await countStorage(table);
  return `storage: ${counted} files counted that were not, ${released} given back that are gone`;
};
