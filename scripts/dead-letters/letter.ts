import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import * as z from 'zod';
import type { StoredFile } from '#core/domain/attachment.ts';
import { attachmentKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';

/** A position in the table's stream: for a failed batch, Lambda sends only this to the queue. */
export interface Batch {
  readonly streamArn: string;
  readonly shardId: string;
  readonly first: string;
  readonly last: string;
  /** The number of records that the function received. */
  readonly size: number;
}

/** A message of a dead-letter queue: a batch that a function failed to process. */
export interface Letter {
  readonly queueUrl: string;
  readonly receiptHandle: string;
  readonly functionName: string;
  /** Why Lambda stopped retrying, such as `RetryAttemptsExhausted`. */
  readonly condition: string;
  readonly tries: number;
  /** The time of its first record. */
  readonly since: Date;
  readonly failedAt: Date;
  readonly batch: Batch;
}

/** The message that Lambda sends to a queue when it stops retrying records of a DynamoDB stream. */
const Body = z.object({
  requestContext: z.object({
    functionArn: z.string(),
    condition: z.string(),
    approximateInvokeCount: z.number(),
  }),
  timestamp: z.iso.datetime(),
  DDBStreamBatchInfo: z.object({
    shardId: z.string(),
    startSequenceNumber: z.string(),
    endSequenceNumber: z.string(),
    approximateArrivalOfFirstRecord: z.iso.datetime(),
    batchSize: z.number(),
    streamArn: z.string(),
  }),
});

/** `arn:aws:lambda:region:account:function:NAME`, and perhaps a version. */
const nameOf = (functionArn: string): string => functionArn.split(':')[6] ?? '';

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Null if Lambda did not write the message. */
export const letterOf = (
  body: string,
  place: Pick<Letter, 'queueUrl' | 'receiptHandle'>,
): Letter | null => {
  const parsed = Body.safeParse(jsonOf(body));
  if (!parsed.success) return null;
  const { requestContext, timestamp, DDBStreamBatchInfo: batch } = parsed.data;
  return {
    ...place,
    functionName: nameOf(requestContext.functionArn),
    condition: requestContext.condition,
    tries: requestContext.approximateInvokeCount,
    since: new Date(batch.approximateArrivalOfFirstRecord),
    failedAt: new Date(timestamp),
    batch: {
      streamArn: batch.streamArn,
      shardId: batch.shardId,
      first: batch.startSequenceNumber,
      last: batch.endSequenceNumber,
      size: batch.batchSize,
    },
  };
};

/**
 * Whether the function receives this record. The stream may have other records between the first and the last
 * of a batch.
 */
export const isRemoval = ({ eventName, dynamodb }: StreamRecord): boolean =>
  eventName === 'REMOVE' && dynamodb?.Keys?.['SK']?.S === attachmentKey('any').SK;

/** The attachment of a record. */
export const idOf = ({ dynamodb }: StreamRecord): string => dynamodb?.OldImage?.['id']?.S ?? '?';

/** Recreates the record of a removal that the stream no longer has. */
export const recordOf = ({ id, ownerId, sizeBytes }: StoredFile): StreamRecord => {
  const { PK, SK } = attachmentKey(id);
  return {
    eventName: 'REMOVE',
    dynamodb: {
      Keys: { PK: { S: PK }, SK: { S: SK } },
      // The function reports this number if it fails.
      SequenceNumber: id,
      OldImage: { id: { S: id }, o: { S: ownerId }, z: { N: String(sizeBytes) } },
    },
  };
};
