import { afterAll, beforeAll, describe } from 'vitest';
import { documentClient } from '#functions/adapters/aws/dynamodb/table/client.ts';
import { dynamoHealthProbe } from '../../functions/adapters/aws/dynamodb/health-probe.ts';
import { hasCapability } from '../support/capabilities.ts';
import {
  type DynamoDbLocal,
  dynamoDbLocalMissing,
  startDynamoDbLocal,
} from '../support/dynamodb-local/dynamodb-local.ts';
import { fakeClock } from '../support/fakes.ts';
import { dynamoHome } from '../support/ports/dynamo-home.ts';
import { describeAttachmentStore } from './attachments/attachment-store.suite.ts';
import { describeStorageQuota } from './attachments/storage-quota.suite.ts';
import { describeAuditLog } from './audit-log.suite.ts';
import { describeConnectionRegistry } from './connection-registry.suite.ts';
import { describeConversationStore } from './conversations/conversation-store.suite.ts';
import { describeMemberSettingsStore } from './conversations/member-settings.suite.ts';
import { describeCounterStore } from './counter-store.suite.ts';
import { describeBudget } from './dynamodb/dynamodb-budget.suite.ts';
import { describeErasure } from './dynamodb/dynamodb-erasure.suite.ts';
import { describeRenewal } from './dynamodb/dynamodb-names.suite.ts';
import { describeRepair } from './dynamodb/dynamodb-repair.suite.ts';
import { describeDynamoStorage } from './dynamodb/dynamodb-storage.suite.ts';
import { describeDynamoTable } from './dynamodb/dynamodb-table.suite.ts';
import { itStaysWithinItsRights } from './dynamodb/table-rights.suite.ts';
import { describeHandshakes } from './handshakes.suite.ts';
import { describeHealthProbe } from './health-probe.suite.ts';
import { describeSignInBudget } from './identity/sign-in-budget.suite.ts';
import { describeTicketStore } from './ticket-store.suite.ts';
import { describeBlockStore } from './users/block-store.suite.ts';
import { describeInviteStore } from './users/invite-store.suite.ts';
import { describeKnownSourceStore } from './users/known-source-store.suite.ts';
import { describeUserStore } from './users/user-store.suite.ts';
import { describeWebPushSubscriptionStore } from './web-push-subscription-store.suite.ts';

const canRun = hasCapability('port suites on DynamoDB Local', await dynamoDbLocalMissing());

describe.skipIf(!canRun)('on DynamoDB Local', () => {
  let server: DynamoDbLocal;
  let home: ReturnType<typeof dynamoHome>;

  beforeAll(async () => {
    server = await startDynamoDbLocal();
    home = dynamoHome(server.endpoint);
  }, 300_000);
  afterAll(() => server?.stop());

  const openStores = () => home.openStores();
  describeConversationStore('DynamoDB', openStores);
  describeMemberSettingsStore('DynamoDB', openStores);
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
  describeWebPushSubscriptionStore('DynamoDB', openStores);
  describeAuditLog('DynamoDB', openStores);
  describeDynamoTable(openStores);
  describeErasure(openStores);
  describeRenewal(openStores);
  describeRepair(openStores, () => home);
  describeDynamoStorage(openStores, () => home);
  describeBudget(openStores, () => home);
  describeSignInBudget(openStores, () => home);
  describeHealthProbe('DynamoDB', {
    working: async () => {
      const probe = dynamoHealthProbe(await home.openTable(fakeClock()));
      return home.recorded('HealthProbe', probe);
    },
    broken: async () => {
      const client = documentClient({ ...home.config, endpoint: 'http://127.0.0.1:9' });
      return dynamoHealthProbe({ name: 'none', client, clock: fakeClock() });
    },
  });
  itStaysWithinItsRights(() => home.usedRights);
});
