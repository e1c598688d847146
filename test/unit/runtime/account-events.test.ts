import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { accountEventHandler } from '#functions/runtime/account-events.ts';
import { logger } from '#functions/runtime/logger.ts';

const image = {
  PK: { S: 'USER#4b1c' },
  SK: { S: 'EVENT#session_ended#s1' },
  type: { S: 'session_ended' },
  at: { N: '1764417600000' },
  dev: { S: 'Firefox on Linux' },
  adr: { S: '203.0.113.7' },
  why: { S: 'token_reused' },
  n: { N: '1' },
  ttl: { N: '1772193600' },
};
const eventWith = (NewImage: object) =>
  ({ Records: [{ eventName: 'INSERT', dynamodb: { NewImage } }] }) as DynamoDBStreamEvent;

const lines: unknown[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(logger, 'info').mockImplementation((...[message, extra]) => {
    lines.push({ message, ...Object(extra) });
  });
});
const handle = accountEventHandler('audit-trail');

describe('the audit log', () => {
  it('has user, type, time and origin', async () => {
    await handle(eventWith(image));

    expect(lines).toEqual([
      {
        message: 'account event',
        trigger: 'audit-trail',
        type: 'session_ended',
        user_id: '4b1c',
        at: '2025-11-29T12:00:00.000Z',
        address: '203.0.113.7',
        device: 'Firefox on Linux',
        reason: 'token_reused',
        count: 1,
      },
    ]);
  });

  it('ignores other records', async () => {
    await expect(handle(eventWith({ ...image, type: { S: 'read' } }))).rejects.toThrow(/type/);
  });
});
