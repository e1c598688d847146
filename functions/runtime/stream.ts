import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { StoredFile } from '../core/domain/attachment.ts';
import { logger } from './logger.ts';

/** The item of an attachment that is gone from the table: id, owner and size of the image that it had last. */
const Removal = z.object({
  eventName: z.literal('REMOVE'),
  dynamodb: z.object({
    SequenceNumber: z.string().min(1),
    OldImage: z.object({
      id: z.object({ S: z.string().min(1) }),
      o: z.object({ S: z.string().min(1) }),
      z: z.object({ N: z.string().regex(/^\d+$/) }),
    }),
  }),
});

/** @throws for a record that is no removal of an attachment: that is a bug, and it is never passed on */
const fileOf = (record: DynamoDBRecord): StoredFile => {
  const { id, o: owner, z: size } = Removal.parse(record).dynamodb.OldImage;
  return { id: id.S, ownerId: owner.S, sizeBytes: Number(size.N) };
};

/**
 * The stack of what follows a removal by the table's stream. All records of a batch are tried, then the
 * first that failed is reported: it comes again with all after it, so `handle` must bear repetition.
 */
export const removalHandler =
  (name: string, handle: (file: StoredFile) => Promise<void>) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const outcomes = await Promise.allSettled(
      Records.map(async (record) => handle(fileOf(record))),
    );
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
