import { makeRemoveBytes } from '#core/usecases/attachments/remove-bytes.ts';
import { attachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import {
  countStorage,
  isStorageCounted,
} from '#functions/adapters/aws/dynamodb/attachments/storage-count.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { blobStore } from '#functions/adapters/aws/s3/blob-store.ts';
import type { Outputs } from './outputs-of.ts';

/**
 * Counts the storage of each user of a stage. Returns the result; null if that was done before. `isForced`:
 * counts again, to repair what the table's stream could not count. Removes the bytes of files without an
 * attachment before it releases their space, since nothing else refers to them.
 */
export const countStageStorage = async (
  { TableName = '', UploadBucketName = '' }: Outputs,
  { isForced }: { isForced: boolean },
): Promise<string | null> => {
  const env = { TABLE_NAME: TableName, UPLOAD_BUCKET_NAME: UploadBucketName };
  const table = tableOf(env);
  if (!isForced && (await isStorageCounted(table))) return null;
  const { counted, released } = await countStorage(
    table,
    makeRemoveBytes({ blobs: blobStore(env), attachments: attachmentStore(env) }),
  );
  return `storage: ${counted} files counted, ${released} removed files released`;
};
