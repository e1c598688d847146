import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callTimeouts } from '#functions/adapters/aws/endpoint.ts';
import { namesOutages, outsideRetries } from '#functions/adapters/aws/unavailable.ts';

/** Response timeout: ten times the slowest ordinary response. */
const answerMs = 3_000;

/** The SDK reads region, credentials and `AWS_ENDPOINT_URL` from the environment. */
export const documentClient = (
  config: ConstructorParameters<typeof DynamoDBClient>[0] = {},
): DynamoDBDocumentClient => {
  const requestHandler = callTimeouts(answerMs);
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler, ...config });
  client.middlewareStack.add(namesOutages('DynamoDB'), outsideRetries);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};

let shared: DynamoDBDocumentClient | undefined;

/** One client with its open connections, shared by all stores of a function. */
export const sharedClient = (): DynamoDBDocumentClient => {
  shared ??= documentClient();
  return shared;
};
