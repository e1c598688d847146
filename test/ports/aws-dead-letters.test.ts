import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import {
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment } from '#core/domain/attachment.ts';
import { storedKey } from '#core/domain/attachment.ts';
import { dynamoAttachmentStore } from '#functions/adapters/aws/dynamodb/attachments/attachment-store.ts';
import { attachmentKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { s3Client } from '#functions/adapters/aws/s3/client.ts';
import { awsDeadLetters } from '#scripts/dead-letters/aws.ts';
import { listLetters } from '#scripts/dead-letters/list.ts';
import { replayLetters } from '#scripts/dead-letters/replay.ts';
import { countStageStorage } from '#scripts/deploy/storage.ts';
import { anAttachment } from '../support/builders.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '../support/ministack/ministack.ts';
import { zippedFunction } from '../support/ministack/zipped-function.ts';
import { createTable } from '../support/ports/dynamo-home.ts';

const canRun = hasCapability('dead letters on MiniStack', await miniStackMissing());
const name = 'parley-test-letters';
const limit = 1_000_000;

describe.skipIf(!canRun)('dead letters, with the queue, stream and function of MiniStack', () => {
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'parley-letters-'));
  let server: MiniStack;
  let ports: ReturnType<typeof awsDeadLetters>;
  let queueUrl: string;

  beforeAll(async () => {
    server = await startMiniStack();
    Object.assign(process.env, server.env);
    await createTable(new DynamoDBClient({}), name, { hasStream: true });
    await s3Client().send(new CreateBucketCommand({ Bucket: name }));
    const queue = await new SQSClient({}).send(new CreateQueueCommand({ QueueName: name }));
    queueUrl = queue.QueueUrl ?? '';
    const lambda = new LambdaClient({});
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: 'arn:aws:iam::000000000000:role/remove-bytes',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: 60,
        Code: { ZipFile: zippedFunction('functions/triggers/remove-bytes', folder) },
        Environment: {
          Variables: {
            TABLE_NAME: name,
            UPLOAD_BUCKET_NAME: name,
            AWS_ENDPOINT_URL: server.endpoint,
          },
        },
      }),
    );
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 60 }, { FunctionName: name });
    ports = awsDeadLetters({ queueUrls: [queueUrl], functionNames: [name], tableName: name });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
    for (const key of Object.keys(server?.env ?? {})) {
      if (before[key] === undefined) delete process.env[key];
      else process.env[key] = before[key];
    }
  });

  const attachments = () => dynamoAttachmentStore(tableOf({ TABLE_NAME: name }));

  /** A stored file whose attachment was removed, as recorded by the stream. */
  const removed = async (): Promise<Attachment> => {
    const attachment = anAttachment();
    await attachments().put([attachment], limit);
    const Key = storedKey(attachment.id);
    await s3Client().send(new PutObjectCommand({ Bucket: name, Key, Body: 'bytes' }));
    const { PK, SK } = attachmentKey(attachment.id);
    const key = { PK: { S: PK }, SK: { S: SK } };
    await new DynamoDBClient({}).send(new DeleteItemCommand({ TableName: name, Key: key }));
    return attachment;
  };
  const hasBytes = async ({ id }: Attachment): Promise<boolean> =>
    s3Client()
      .send(new HeadObjectCommand({ Bucket: name, Key: storedKey(id) }))
      .then(
        () => true,
        () => false,
      );

  /** Lambda's message when it stops retrying the removal of this attachment. */
  const giveUp = async (attachment: Attachment, sequence?: string): Promise<void> => {
    const { Table } = await new DynamoDBClient({}).send(
      new DescribeTableCommand({ TableName: name }),
    );
    const streamArn = Table?.LatestStreamArn ?? '';
    const { StreamDescription } = await new DynamoDBStreamsClient({}).send(
      new DescribeStreamCommand({ StreamArn: streamArn }),
    );
    const shardId = StreamDescription?.Shards?.[0]?.ShardId ?? '';
    const place = sequence ?? (await sequenceOf(streamArn, shardId, attachment));
    const time = new Date().toISOString();
    const letter = {
      requestContext: {
        functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 11,
      },
      timestamp: time,
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: place,
        endSequenceNumber: place,
        approximateArrivalOfFirstRecord: time,
        batchSize: 1,
        streamArn,
      },
    };
    const MessageBody = JSON.stringify(letter);
    await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }));
  };
  const sequenceOf = async (
    streamArn: string,
    shardId: string,
    { id }: Attachment,
  ): Promise<string> => {
    const client = new DynamoDBStreamsClient({});
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shardId,
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
    const isIts = ({ eventName, dynamodb }: StreamRecord): boolean =>
      eventName === 'REMOVE' && dynamodb?.Keys?.['PK']?.S === attachmentKey(id).PK;
    return Records.find(isIts)?.dynamodb?.SequenceNumber ?? '';
  };
  const replay = () =>
    replayLetters(ports, { print: () => undefined, signal: new AbortController().signal });

  it('are listed, replayed from the stream, and removed together with the bytes', async () => {
    const file = await removed();
    await giveUp(file);

    const listed = await listLetters(ports);
    const replayed = await replay();

    expect(listed.lines.join('\n')).toContain(`att/${file.id}`);
    expect(replayed).toEqual({ done: 1, failed: 0, removed: 1, kept: 0 });
    expect(await hasBytes(file)).toBe(false);
    expect(await attachments().usedBytes(file.ownerId)).toBe(0);
    expect((await listLetters(ports)).count).toBe(0);
  });

  it('are found in the table after the stream has trimmed their records', async () => {
    const file = await removed();
    await giveUp(file, '1');

    const replayed = await replay();

    expect(replayed).toMatchObject({ failed: 0, removed: 1, kept: 0 });
    expect(await hasBytes(file)).toBe(false);
    expect(await attachments().usedBytes(file.ownerId)).toBe(0);
  });

  it('can be replayed again without harm', async () => {
    const file = await removed();
    await giveUp(file);
    await giveUp(file);

    expect(await replay()).toEqual({ done: 2, failed: 0, removed: 2, kept: 0 });
    expect(await attachments().usedBytes(file.ownerId)).toBe(0);
  });

  it('are not needed after a count of the storage, which removes the bytes, too', async () => {
    const [file, kept] = [await removed(), anAttachment()];
    await attachments().put([kept], limit);
    const outputs = { TableName: name, UploadBucketName: name };

    const counted = await countStageStorage(outputs, { isForced: true });

    expect(counted).toContain('1 removed files released');
    expect(await hasBytes(file)).toBe(false);
    expect(await attachments().usedBytes(file.ownerId)).toBe(0);
    expect(await attachments().usedBytes(kept.ownerId)).toBe(kept.sizeBytes);
  });
});
