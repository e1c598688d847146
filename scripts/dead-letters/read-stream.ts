import {
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import { type Batch, isRemoval } from './letter.ts';

/** A page may be empty before its shard ends; after this many empty pages the records count as trimmed. */
const maxEmptyPages = 20;

/** A stream keeps its records for 24 hours. After that the position, its shard or the stream is unknown. */
const goneErrors = ['TrimmedDataAccessException', 'ResourceNotFoundException'];

const removalsIn = async (client: DynamoDBStreamsClient, batch: Batch): Promise<StreamRecord[]> => {
  const last = BigInt(batch.last);
  let { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: batch.streamArn,
      ShardId: batch.shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: batch.first,
    }),
  );
  const found: StreamRecord[] = [];
  let empty = 0;
  while (ShardIterator !== undefined && empty < maxEmptyPages) {
    const page = await client.send(new GetRecordsCommand({ ShardIterator }));
    const { Records = [] } = page;
    empty = Records.length === 0 ? empty + 1 : 0;
    const within = Records.filter(({ dynamodb }) => BigInt(dynamodb?.SequenceNumber ?? -1) <= last);
    found.push(...within.filter(isRemoval));
    if (within.length < Records.length) break;
    if (Records.at(-1)?.dynamodb?.SequenceNumber === batch.last) break;
    ShardIterator = page.NextShardIterator;
  }
  return found;
};

/** The records of a batch that the function received; null if the stream no longer has all of them. */
export const readBatch = async (
  client: DynamoDBStreamsClient,
  batch: Batch,
): Promise<StreamRecord[] | null> => {
  try {
    const found = await removalsIn(client, batch);
    return found.length < batch.size ? null : found;
  } catch (error) {
    if (goneErrors.includes(String(Object(error).name))) return null;
    throw error;
  }
};
