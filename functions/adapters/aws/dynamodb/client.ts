import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { callTimeouts } from '../endpoint.ts';
import { namesOutages, outsideRetries } from '../unavailable.ts';

/** The slowest ordinary answer takes a tenth of this. */
const answerMs = 3_000;

/** Region, credentials and `AWS_ENDPOINT_URL` are read from the environment by the SDK itself. */
export const documentClient = (
  config: ConstructorParameters<typeof DynamoDBClient>[0] = {},
): DynamoDBDocumentClient => {
  const requestHandler = callTimeouts(answerMs);
  const client = new DynamoDBClient({ maxAttempts: 3, requestHandler, ...config });
  client.middlewareStack.add(namesOutages('DynamoDB'), outsideRetries);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
};

let shared: DynamoDBDocumentClient | undefined;

/** One client and its open connections for all stores of a function. */
export const sharedClient = (): DynamoDBDocumentClient => {
  shared ??= documentClient();
  return shared;
};
