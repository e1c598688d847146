import { afterAll, beforeAll } from 'vitest';
import { dynamoHome } from '../../support/ports/dynamo-home.ts';
import { describeAttachmentStore } from '../attachments/attachment-store.suite.ts';
import { describeStorageQuota } from '../attachments/storage-quota.suite.ts';
import { describeAuditLog } from '../audit-log.suite.ts';
import { describeConnectionRegistry } from '../connection-registry.suite.ts';
import { describeConversationStore } from '../conversations/conversation-store.suite.ts';
import { describeMemberSettingsStore } from '../conversations/member-settings.suite.ts';
import { describeCounterStore } from '../counter-store.suite.ts';
import { describeChallengeStore } from '../factors/challenge-store.suite.ts';
import { describeFactorStore } from '../factors/factor-store.suite.ts';
import { describeHandshakes } from '../handshakes.suite.ts';
import { describePasskeyChallenges } from '../passkeys/passkey-challenges.suite.ts';
import { describePasskeyStore } from '../passkeys/passkey-store.suite.ts';
import { describeTicketStore } from '../ticket-store.suite.ts';
import { describeBlockStore } from '../users/block-store.suite.ts';
import { describeInviteStore } from '../users/invite-store.suite.ts';
import { describeKnownSourceStore } from '../users/known-source-store.suite.ts';
import { describeUserStore } from '../users/user-store.suite.ts';
import { describeWebPushSubscriptionStore } from '../web-push-subscription-store.suite.ts';
import { describeErasure } from './dynamodb-erasure.suite.ts';
import { describeRenewal } from './dynamodb-names.suite.ts';
import { describeDynamoTable } from './dynamodb-table.suite.ts';

interface Running {
  readonly endpoint: string;
  stop(): Promise<unknown>;
}

/**
 * Starts a server with DynamoDB's API and runs the suites of all stores on it. Returns what further suites of
 * this server need.
 */
export const describeDynamoStores = <S extends Running>(start: () => Promise<S>) => {
  let server: S;
  let home: ReturnType<typeof dynamoHome>;

  beforeAll(async () => {
    server = await start();
    home = dynamoHome(server.endpoint);
  });
  afterAll(() => server?.stop());

  const openStores = () => home.openStores();
  describeConversationStore('DynamoDB', openStores);
  describeMemberSettingsStore('DynamoDB', openStores);
  describeUserStore('DynamoDB', openStores);
  describeConnectionRegistry('DynamoDB', openStores);
  describeTicketStore('DynamoDB', openStores);
  describePasskeyChallenges('DynamoDB', openStores);
  describePasskeyStore('DynamoDB', openStores);
  describeHandshakes('DynamoDB', openStores);
  describeBlockStore('DynamoDB', openStores);
  describeAttachmentStore('DynamoDB', openStores);
  describeStorageQuota('DynamoDB', openStores);
  describeFactorStore('DynamoDB', openStores);
  describeChallengeStore('DynamoDB', openStores);
  describeCounterStore('DynamoDB', openStores);
  describeInviteStore('DynamoDB', openStores);
  describeKnownSourceStore('DynamoDB', openStores);
  describeWebPushSubscriptionStore('DynamoDB', openStores);
  describeAuditLog('DynamoDB', openStores);
  describeDynamoTable(openStores);
  describeErasure(openStores);
  describeRenewal(openStores);
  return { openStores, home: () => home, server: () => server };
};
