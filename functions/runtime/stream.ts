import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import type { StoredFile } from '#core/domain/attachment.ts';
import { UnavailableError } from '#core/errors.ts';
import { logger } from './logger.ts';

/** A stream record of a removed attachment: id, owner and size from its last image. */
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

/** @throws for a record that is not the removal of an attachment: a bug, which must not be skipped */
const fileOf = (record: DynamoDBRecord): StoredFile => {
  const { id, o: owner, z: size } = Removal.parse(record).dynamodb.OldImage;
  return { id: id.S, ownerId: owner.S, sizeBytes: Number(size.N) };
};

/**
 * The handler of removals from the table's stream. It tries all records of a batch, then reports the first
 * failure. That record and all after it are delivered again, so `handle` must be idempotent.
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
      const { reason } = outcome;
      // An outage is retried and needs no stack; anything else is a bug or a wrong policy.
      if (reason instanceof UnavailableError) {
        logger.warn('busy', { trigger: name, id, reason: reason.message });
      } else {
        logger.error('removal failed', { trigger: name, id, error: reason });
      }
      return true;
    });
    logger.info('removals', { trigger: name, count: Records.length, failed: failed.length });
    const [first] = failed;
    if (!first) return { batchItemFailures: [] };
    // An empty identifier makes Lambda retry the whole batch.
    return { batchItemFailures: [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }] };
  };
