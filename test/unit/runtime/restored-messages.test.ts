import { expect, it } from 'vitest';
import { notificationHandler } from '#functions/runtime/notifications.ts';

const record = (seq: number, image: Record<string, { BOOL: boolean }>) => ({
  eventName: 'INSERT' as const,
  dynamodb: {
    SequenceNumber: String(seq),
    ApproximateCreationDateTime: 1_000,
    Keys: { PK: { S: 'CONV#talk' }, SK: { S: `MSG#${seq}` } },
    NewImage: image,
  },
});

it('announces new messages, and none that a restore has stored', async () => {
  const announced: number[] = [];
  const notify = async ({ seq }: { seq: number }) => {
    announced.push(seq);
    return null;
  };
  const handler = notificationHandler('notify-message', notify, { put: async () => undefined });

  const answer = await handler({ Records: [record(1, { old: { BOOL: true } }), record(2, {})] });

  expect(announced).toEqual([2]);
  expect(answer).toEqual({ batchItemFailures: [] });
});
