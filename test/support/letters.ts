import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { StoredFile } from '#core/domain/attachment.ts';
import { type Letter, letterOf, recordOf } from '#scripts/dead-letters/letter.ts';

/** The example in AWS's documentation of a stream's failure destination. */
const body = (first: string, last = first, size = 1): string =>
  JSON.stringify({
    requestContext: {
      requestId: '316aa6d0-8154-4f0a-9af7-85d5f4a6bc81',
      functionArn: 'arn:aws:lambda:us-east-2:123456789012:function:parley-dev-data-RemoveBytes',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 11,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-14T00:13:49.717Z',
    DDBStreamBatchInfo: {
      shardId: 'shardId-00000001573689847184-864758bb',
      startSequenceNumber: first,
      endSequenceNumber: last,
      approximateArrivalOfFirstRecord: '2026-11-13T22:13:19Z',
      approximateArrivalOfLastRecord: '2026-11-13T22:13:19Z',
      batchSize: size,
      streamArn: 'arn:aws:dynamodb:us-east-2:123456789012:table/parley-dev/stream/1',
    },
  });
export const letter = (first: string, last?: string, size?: number): Letter => {
  const place = { queueUrl: 'https://sqs/letters', receiptHandle: `receipt-${first}` };
  const found = letterOf(body(first, last, size), place);
  if (!found) throw new Error('it is a letter');
  return found;
};

export const file = (id: string): StoredFile => ({ id, ownerId: 'owner-1', sizeBytes: 42 });
/** The removal of a file, at a place of the stream. */
export const at = (sequence: number, record: StreamRecord = recordOf(file(`a${sequence}`))) => ({
  ...record,
  dynamodb: { ...record.dynamodb, SequenceNumber: String(sequence) },
});
