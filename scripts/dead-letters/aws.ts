import { CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { leftFiles } from '#functions/adapters/aws/dynamodb/attachments/storage-count.ts';
import { tableOf } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { listOf } from '#scripts/deploy/resources-of.ts';
import { type Letter, letterOf } from './letter.ts';
import type { DeadLetterPorts } from './ports.ts';
import { readBatch } from './read-stream.ts';

/** How long received letters stay hidden if the command ends without making them visible again. */
const hiddenSeconds = 900;
const maxReasons = 3;

type Place = Pick<Letter, 'queueUrl' | 'receiptHandle'>;

const messagesOf = async (
  client: SQSClient,
  queueUrl: string,
): Promise<{ place: Place; body: string }[]> => {
  const found = new Map<string, { place: Place; body: string }>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: hiddenSeconds,
        // Longer than zero: asks all servers of the queue, so that an empty answer means an empty queue.
        WaitTimeSeconds: 1,
      }),
    );
    const before = found.size;
    for (const { MessageId = '', ReceiptHandle: receiptHandle = '', Body = '' } of Messages) {
      found.set(MessageId, { place: { queueUrl, receiptHandle }, body: Body });
    }
    if (found.size === before) return [...found.values()];
  }
};

/** The failure in a line of the function's log; null for other lines. */
export const reasonOf = (line: string): string | null => {
  try {
    const { level, error, reason } = JSON.parse(line);
    if (level !== 'ERROR' && level !== 'WARN') return null;
    return error ? `${error.name}: ${error.message}` : String(reason ?? '') || null;
  } catch {
    return null;
  }
};

/** A function that never logged has no log group yet. */
const noLog = (error: unknown): [] => {
  if (Object(error).name === 'ResourceNotFoundException') return [];
  throw error;
};

const failureOf = (payload: string): string | null => {
  const { batchItemFailures = [] } = Object(JSON.parse(payload || 'null'));
  return batchItemFailures.length > 0 ? 'it failed again: see the log of the function' : null;
};

/** The queues, stream, table and functions of a stage, by the credentials of the environment. */
export const awsDeadLetters = ({
  queueUrls,
  functionNames,
  tableName,
}: {
  readonly queueUrls: readonly string[];
  readonly functionNames: readonly string[];
  readonly tableName: string;
}): DeadLetterPorts => {
  const queues = new SQSClient({});
  const functions = new LambdaClient({});
  const streams = new DynamoDBStreamsClient({});
  const logs = new CloudWatchLogsClient({});
  return {
    receive: async () => {
      const letters: Letter[] = [];
      const others: Place[] = [];
      for (const queueUrl of queueUrls) {
        for (const { place, body } of await messagesOf(queues, queueUrl)) {
          const letter = letterOf(body, place);
          if (letter) letters.push(letter);
          else others.push(place);
        }
      }
      return { letters, others };
    },
    release: async (places) => {
      for (const { queueUrl: QueueUrl, receiptHandle: ReceiptHandle } of places) {
        await queues.send(
          new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
        );
      }
    },
    remove: async ({ queueUrl: QueueUrl, receiptHandle: ReceiptHandle }) => {
      await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    },
    records: (batch) => readBatch(streams, batch),
    leftFiles: () => leftFiles(tableOf({ TABLE_NAME: tableName })),
    isOurs: async (name) => functionNames.includes(name),
    invoke: async (FunctionName, record) => {
      const Payload = JSON.stringify({ Records: [record] });
      const answer = await functions.send(new InvokeCommand({ FunctionName, Payload }));
      const payload = answer.Payload?.transformToString() ?? '';
      if (answer.FunctionError === undefined) return failureOf(payload);
      const { errorType, errorMessage } = Object(JSON.parse(payload || 'null'));
      return `${errorType ?? answer.FunctionError}: ${errorMessage ?? ''}`;
    },
    reasons: async (FunctionName, from, to) => {
      const { LoggingConfig } = await functions.send(
        new GetFunctionConfigurationCommand({ FunctionName }),
      );
      const logGroupName = LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`;
      const window = { startTime: from.getTime(), endTime: to.getTime() };
      const pages = paginateFilterLogEvents({ client: logs }, { logGroupName, ...window });
      const events = await listOf(pages, (page) => page.events).catch(noLog);
      const reasons = events.map(({ message = '' }) => reasonOf(message));
      return [...new Set(reasons.filter((reason) => reason !== null))].slice(0, maxReasons);
    },
  };
};
