import { onTestFinished } from 'vitest';
import { dynamoConversationStore } from '#functions/adapters/aws/dynamodb/conversations/conversation-store.ts';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import type { Item } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoUserStore } from '#functions/adapters/aws/dynamodb/users/user-store.ts';
import { fakeClock } from '../fakes.ts';
import { type AwsAnswer, awsError, type Script, scriptedAws } from './scripted-aws.ts';
import { wireItem } from './wire-item.ts';

/** Stores on a scripted DynamoDB. */
export const scriptedStores = async (script: Script) => {
  const server = await scriptedAws(script);
  onTestFinished(server.close);
  const clock = fakeClock();
  const table = { name: 'chat', client: documentClient(server.config), clock };
  const conversations = dynamoConversationStore(table);
  const users = dynamoUserStore(table);
  const operations = () => server.calls.map(({ operation }) => operation);
  return { server, clock, conversations, users, operations };
};

/** The answer of a batch that finds these items. */
export const found = (...items: readonly Item[]): AwsAnswer => ({
  status: 200,
  body: { Responses: { chat: items.map(wireItem) }, UnprocessedKeys: {} },
});

export const done: AwsAnswer = { status: 200, body: {} };

/** A cancelled transaction, with a reason for each of its items. */
export const cancelled = (...codes: string[]): AwsAnswer =>
  awsError('TransactionCanceledException', {
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
