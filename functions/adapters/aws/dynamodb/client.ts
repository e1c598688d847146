import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call that hangs is worth more as a retry: the slowest ordinary answer takes a tenth of this. */
const timeouts = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

/** Region, credentials and `AWS_ENDPOINT_URL` are read from the environment by the SDK itself. */
export const documentClient = (
  config: ConstructorParameters<typeof DynamoDBClient>[0] = {},
): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({ maxAttempts: 3, requestHandler: timeouts, ...config }),
    { marshallOptions: { removeUndefinedValues: true } },
  );

let shared: DynamoDBDocumentClient | undefined;

/** One client and its open connections for all stores of a function. */
export const sharedClient = (): DynamoDBDocumentClient => {
  shared ??= documentClient();
  return shared;
};
