import { afterAll, beforeAll, describe } from 'vitest';
import { hasCapability } from '../support/capabilities.ts';
import {
  type LocalStack,
  localStackMissing,
  startLocalStack,
} from '../support/localstack/localstack.ts';
import { dynamoHome } from '../support/ports/dynamo-home.ts';
import { openS3 } from '../support/ports/s3-home.ts';
import { describeAttachmentStore } from './attachments/attachment-store.suite.ts';
import { describeBlobStore } from './attachments/blob-store.suite.ts';
import { describeStorageQuota } from './attachments/storage-quota.suite.ts';
import { describeAuditLog } from './audit-log.suite.ts';
import { describeConnectionRegistry } from './connection-registry.suite.ts';
import { describeConversationStore } from './conversations/conversation-store.suite.ts';
import { describeCounterStore } from './counter-store.suite.ts';
import { describeDataStack } from './dynamodb/data-stack.suite.ts';
import { describeErasure } from './dynamodb/dynamodb-erasure.suite.ts';
import { describeRenewal } from './dynamodb/dynamodb-names.suite.ts';
import { describeDynamoTable } from './dynamodb/dynamodb-table.suite.ts';
import { describeHandshakes } from './handshakes.suite.ts';
import { describeTicketStore } from './ticket-store.suite.ts';
import { describeBlockStore } from './users/block-store.suite.ts';
import { describeInviteStore } from './users/invite-store.suite.ts';
import { describeKnownSourceStore } from './users/known-source-store.suite.ts';
import { describeUserStore } from './users/user-store.suite.ts';

const canRun = hasCapability('port suites on LocalStack', await localStackMissing());

describe.skipIf(!canRun)('on LocalStack', () => {
  let server: LocalStack;
  let home: ReturnType<typeof dynamoHome>;

  beforeAll(async () => {
    server = await startLocalStack();
    home = dynamoHome(server.endpoint);
  }, 300_000);
  afterAll(() => server?.stop());

  const openStores = () => home.openStores();
  describeBlobStore('S3 of LocalStack', () => openS3(server.endpoint), [
    'policy-signature',
    'policy-fields',
  ]);
  describeDataStack('LocalStack', () => server.env, [
    'recovery',
    'lifecycle rules',
    'updated deletion protection',
    'kept data',
  ]);
  describeConversationStore('DynamoDB', openStores);
  describeUserStore('DynamoDB', openStores);
  describeConnectionRegistry('DynamoDB', openStores);
  describeTicketStore('DynamoDB', openStores);
  describeHandshakes('DynamoDB', openStores);
  describeBlockStore('DynamoDB', openStores);
  describeAttachmentStore('DynamoDB', openStores);
  describeStorageQuota('DynamoDB', openStores);
  describeCounterStore('DynamoDB', openStores);
  describeInviteStore('DynamoDB', openStores);
  describeKnownSourceStore('DynamoDB', openStores);
  describeAuditLog('DynamoDB', openStores);
  describeDynamoTable(openStores);
  describeErasure(openStores);
  describeRenewal(openStores);
});
