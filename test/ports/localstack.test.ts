import { describe } from 'vitest';
import { hasCapability } from '../support/capabilities.ts';
import { localStackMissing, startLocalStack } from '../support/localstack/localstack.ts';
import { openS3 } from '../support/ports/s3-home.ts';
import { describeBlobStore } from './attachments/blob-store.suite.ts';
import { describeDataStack } from './dynamodb/data-stack.suite.ts';
import { describeDynamoStores } from './dynamodb/dynamodb-stores.suite.ts';

const canRun = hasCapability('port suites on LocalStack', await localStackMissing());

describe.skipIf(!canRun)('on LocalStack', () => {
  const { server } = describeDynamoStores(startLocalStack);
  describeBlobStore('S3 of LocalStack', () => openS3(server().endpoint), [
    'policy-signature',
    'policy-fields',
  ]);
  describeDataStack('LocalStack', () => server().env, [
    'recovery',
    'lifecycle rules',
    'updated deletion protection',
    'kept data',
  ]);
});
