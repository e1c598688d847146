import type { DynamoDBRecord, DynamoDBStreamEvent, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { UnavailableError } from '#core/errors.ts';
import type { NotificationQueue, PostponedNotification } from '#core/ports/web-push.ts';
import { logger } from './logger.ts';
import { metricFields } from './metrics.ts';

/** A stream record of a stored message, by its keys (adapters/aws/dynamodb/table/keys.ts). */
const Inserted = z.object({
  eventName: z.literal('INSERT'),
  dynamodb: z.object({
    SequenceNumber: z.string().min(1),
    Keys: z.object({
      PK: z.object({ S: z.string().startsWith('CONV#') }),
      SK: z.object({ S: z.string().regex(/^MSG#\d+$/) }),
    }),
  }),
});

const Postponed = z.object({
  conversationId: z.string(),
  seq: z.int(),
  attempt: z.int(),
  /** Absent: all devices. */
  sessionIds: z.array(z.string()).optional(),
});

/** Notifies the devices of one message; returns null, or what must be retried later. */
type Notify = (
  message: { conversationId: string; seq: number },
  attempt: { attempt: number; only?: readonly string[] },
) => Promise<{ sessionIds: readonly string[]; afterSeconds: number } | null>;

type Attempt = Omit<PostponedNotification, 'sessionIds'> & {
  readonly sessionIds?: readonly string[];
};

/** @throws for a record that is no new message: a bug, which must not be skipped */
const ofStream = (record: DynamoDBRecord): Attempt => {
  const { PK, SK } = Inserted.parse(record).dynamodb.Keys;
  const conversationId = PK.S.slice('CONV#'.length);
  return { conversationId, seq: Number(SK.S.slice('MSG#'.length)), attempt: 1 };
};

/** Is it a message that a restore has stored (adapters/aws/archive/record-items.ts)? */
const isRestored = (record: DynamoDBRecord | SQSRecord): boolean =>
  'dynamodb' in record && record.dynamodb?.NewImage?.['old']?.BOOL === true;

const identifierOf = (record: DynamoDBRecord | SQSRecord): string =>
  'messageId' in record ? record.messageId : (record.dynamodb?.SequenceNumber ?? '');

/** Milliseconds since the oldest message of the batch was stored; undefined for postponed notifications. */
const delayOf = (records: readonly (DynamoDBRecord | SQSRecord)[]): number | undefined => {
  const stored = records.flatMap((record) =>
    'dynamodb' in record ? [Number(record.dynamodb?.ApproximateCreationDateTime) * 1_000] : [],
  );
  return stored.length > 0 ? Date.now() - Math.min(...stored) : undefined;
};

/**
 * Handles new messages from the table's stream, and postponed notifications from the queue. Tries all records
 * and reports those that failed in our own services; failures of push services are postponed.
 */
export const notificationHandler =
  (trigger: string, notify: Notify, queue: NotificationQueue) =>
  async ({
    Records,
  }: DynamoDBStreamEvent | SQSEvent): Promise<{
    batchItemFailures: { itemIdentifier: string }[];
  }> => {
    const handle = async (record: DynamoDBRecord | SQSRecord): Promise<void> => {
      if (isRestored(record)) return;
      const { attempt, sessionIds, ...message } =
        'messageId' in record ? Postponed.parse(JSON.parse(record.body)) : ofStream(record);
      const retry = await notify(message, { attempt, ...(sessionIds && { only: sessionIds }) });
      if (!retry) return;
      const next = { ...message, attempt: attempt + 1, sessionIds: retry.sessionIds };
      await queue.put(next, retry.afterSeconds);
    };
    const outcomes = await Promise.allSettled(Records.map(handle));
    const failed = Records.filter((_, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'rejected') return false;
      const { reason } = outcome;
      // An outage is retried and needs no stack; anything else is a bug or a wrong policy.
      if (reason instanceof UnavailableError)
        logger.warn('busy', { trigger, reason: reason.message });
      else logger.error('notification failed', { trigger, error: reason });
      return true;
    });
    logger.info('notifications', {
      trigger,
      count: Records.length,
      failed: failed.length,
      delay_ms: delayOf(Records),
      ...metricFields(),
    });
    return {
      batchItemFailures: failed.map((record) => ({ itemIdentifier: identifierOf(record) })),
    };
  };
