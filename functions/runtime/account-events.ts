import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { accountEventTypes, operatorActions } from '#contracts/closed-lists.ts';
import { logger } from './logger.ts';

/** A stream record of a stored account event, by the names of its item (adapters/aws/dynamodb/audit-log.ts). */
const Stored = z.object({
  dynamodb: z.object({
    NewImage: z.object({
      PK: z.object({ S: z.string().startsWith('USER#') }),
      type: z.object({ S: z.enum(accountEventTypes) }),
      at: z.object({ N: z.string().regex(/^\d+$/) }),
      dev: z.object({ S: z.string() }),
      adr: z.object({ S: z.string() }),
      why: z.object({ S: z.string() }).optional(),
      n: z.object({ N: z.string() }),
      act: z.object({ S: z.enum(operatorActions) }).optional(),
    }),
  }),
});

/** @throws for a record that is not an account event: a bug, which must not be skipped */
const eventOf = (record: DynamoDBRecord) => {
  const { PK, type, at, dev, adr, why, n, act } = Stored.parse(record).dynamodb.NewImage;
  return {
    type: type.S,
    user_id: PK.S.slice('USER#'.length),
    at: new Date(Number(at.N)).toISOString(),
    address: adr.S,
    device: dev.S,
    ...(why && { reason: why.S }),
    ...(act && { action: act.S }),
    // Refusals of a day are one item with a count.
    count: Number(n.N),
  };
};

/**
 * Logs account events from the table's stream. Its log group is the audit log of the stage: the only log with
 * addresses. It still has the events of a deactivated user after the table has deleted them.
 */
export const accountEventHandler =
  (trigger: string) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    for (const record of Records) logger.info('account event', { trigger, ...eventOf(record) });
  };
