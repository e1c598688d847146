import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { logger } from './logger.ts';

/** An item that is gone from the table: with the image that it had last. */
const Removal = z.object({
  eventName: z.literal('REMOVE'),
  dynamodb: z.object({
    SequenceNumber: z.string().min(1),
    OldImage: z.object({ id: z.object({ S: z.string().min(1) }) }),
  }),
});

/** Of one that is no removal of an item with an id; such a record is a bug, and never passed on. */
const idOf = (record: DynamoDBRecord): string => Removal.parse(record).dynamodb.OldImage.id.S;

/**
 * The stack of what follows a removal by the table's stream. All records of a batch are tried, then the
 * first that failed is reported: it comes again with all after it, so `handle` must bear repetition.
 */
export const removalHandler =
  (name: string, handle: (id: string) => Promise<void>) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const outcomes = await Promise.allSettled(Records.map(async (record) => handle(idOf(record))));
    const failed = Records.filter((record, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'rejected') return false;
      const id = Removal.safeParse(record).data?.dynamodb.OldImage.id.S;
      logger.error('removal failed', { trigger: name, id, error: outcome.reason });
      return true;
    });
    logger.info('removals', { trigger: name, count: Records.length, failed: failed.length });
    const [first] = failed;
    if (!first) return { batchItemFailures: [] };
    // Without a number everything is tried again, which is what an unknown number means too.
    return { batchItemFailures: [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }] };
  };
