import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it, onTestFinished } from 'vitest';
import { reasonOf } from '#scripts/dead-letters/aws.ts';
import { idOf, isRemoval, letterOf, recordOf } from '#scripts/dead-letters/letter.ts';
import { readBatch } from '#scripts/dead-letters/read-stream.ts';
import { at, file, letter } from '../../support/letters.ts';
import { type AwsAnswer, awsError, scriptedAws } from '../../support/ports/scripted-aws.ts';

describe('a dead letter', () => {
  it('is Lambda’s message about a batch that it stopped retrying', () => {
    expect(letter('800', '900', 3)).toMatchObject({
      functionName: 'parley-dev-data-RemoveBytes',
      condition: 'RetryAttemptsExhausted',
      tries: 11,
      since: new Date('2026-11-13T22:13:19Z'),
      batch: { first: '800', last: '900', size: 3 },
    });
  });

  it.each(['', 'hello', '{}', '{"requestContext": {}}'])('is no other message: %j', (text) => {
    expect(letterOf(text, { queueUrl: '', receiptHandle: '' })).toBeNull();
  });

  it('is about removed attachments, among other records of the stream', () => {
    const record = recordOf(file('a1'));

    expect(isRemoval(record)).toBe(true);
    expect(isRemoval({ ...record, eventName: 'MODIFY' })).toBe(false);
    expect(isRemoval({ ...record, dynamodb: { Keys: { SK: { S: 'CONV' } } } })).toBe(false);
  });

  it('has its reason in the log of the function', () => {
    const error = { name: 'AccessDenied', message: 'not authorized' };

    expect(reasonOf(JSON.stringify({ level: 'ERROR', error }))).toBe(
      'AccessDenied: not authorized',
    );
    expect(reasonOf('{"level":"WARN","reason":"S3 did not answer"}')).toBe('S3 did not answer');
    expect(reasonOf('{"level":"INFO","message":"removals"}')).toBeNull();
    expect(reasonOf('REPORT RequestId')).toBeNull();
  });
});

describe('reading the stream again', () => {
  type Answers = Record<string, AwsAnswer[]>;
  const reading = async (script: Answers, batch = letter('100', '300', 2).batch) => {
    const server = await scriptedAws(({ operation }) => script[operation]?.shift());
    onTestFinished(server.close);
    const found = await readBatch(new DynamoDBStreamsClient(server.config), batch);
    return { found, calls: server.calls };
  };
  const page = (Records: unknown[], NextShardIterator?: string): AwsAnswer => ({
    status: 200,
    body: { Records, NextShardIterator },
  });
  const iterator = { status: 200, body: { ShardIterator: 'i0' } };

  it('finds the removals of the batch, over pages, and no earlier or later ones', async () => {
    const other = { ...recordOf(file('x')), eventName: 'INSERT' as const };
    const { found, calls } = await reading({
      GetShardIterator: [iterator],
      GetRecords: [
        page([at(100), at(150, other)], 'i1'),
        page([], 'i2'),
        page([at(300), at(400)], 'i3'),
      ],
    });

    expect(found?.map(idOf)).toEqual(['a100', 'a300']);
    expect(calls[0]?.body).toMatchObject({
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      SequenceNumber: '100',
    });
    expect(calls).toHaveLength(4);
  });

  it.each(['TrimmedDataAccessException', 'ResourceNotFoundException'])(
    'reports that the records are trimmed after 24 hours: %s',
    async (name) => {
      const { found } = await reading({ GetShardIterator: [awsError(name)] });

      expect(found).toBeNull();
    },
  );

  it('treats an incomplete batch as missing', async () => {
    const { found } = await reading({
      GetShardIterator: [iterator],
      GetRecords: [page([at(300)])],
    });

    expect(found).toBeNull();
  });

  it('throws other errors of AWS', async () => {
    await expect(
      reading({ GetShardIterator: [awsError('AccessDeniedException')] }),
    ).rejects.toThrow('AccessDenied');
  });
});
