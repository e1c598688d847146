import { afterAll, beforeAll, describe } from 'vitest';
import { hasCapability } from '../support/capabilities.ts';
import {
  type MiniStack,
  miniStackMissing,
  startMiniStack,
} from '../support/ministack/ministack.ts';
import { openCognito, openCognitoDirectory } from '../support/ports/cognito-home.ts';
import { dynamoHome } from '../support/ports/dynamo-home.ts';
import { openS3 } from '../support/ports/s3-home.ts';
import { describeAttachmentStore } from './attachments/attachment-store.suite.ts';
import { describeBlobStore } from './attachments/blob-store.suite.ts';
import { describeBucketBlobs } from './attachments/bucket-blobs.suite.ts';
import { describeStorageQuota } from './attachments/storage-quota.suite.ts';
import { describeConnectionRegistry } from './connection-registry.suite.ts';
import { describeConversationStore } from './conversations/conversation-store.suite.ts';
import { describeMemberSettingsStore } from './conversations/member-settings.suite.ts';
import { describeCounterStore } from './counter-store.suite.ts';
import { itStaysWithinItsRights } from './dynamodb/table-rights.suite.ts';
import { describeChallengeStore } from './factors/challenge-store.suite.ts';
import { describeFactorStore } from './factors/factor-store.suite.ts';
import { describeDirectory } from './identity/directory.suite.ts';
import { describeIdentityProvider } from './identity/identity-provider.suite.ts';
import { describeOldPasswords } from './identity/old-password.suite.ts';
import { describePasskeyChallenges } from './passkeys/passkey-challenges.suite.ts';
import { describePasskeyStore } from './passkeys/passkey-store.suite.ts';
import { describeTicketStore } from './ticket-store.suite.ts';
import { describeBlockStore } from './users/block-store.suite.ts';
import { describeInviteStore } from './users/invite-store.suite.ts';
import { describeUserStore } from './users/user-store.suite.ts';

const canRun = hasCapability('port suites on MiniStack', await miniStackMissing());

describe.skipIf(!canRun)('on MiniStack', () => {
  let server: MiniStack;
  let home: ReturnType<typeof dynamoHome>;

  beforeAll(async () => {
    // Makes it check signatures, also of forms and URLs.
    server = await startMiniStack({ env: { AUTH: 'true' } });
    home = dynamoHome(server.endpoint);
  });
  afterAll(() => server?.stop());

  const openStores = () => home.openStores();
  describeIdentityProvider('Cognito', () => openCognito(home));
  describeDirectory('Cognito', () => openCognitoDirectory(home));
  describeOldPasswords(() => openCognito(home));
  describeBlobStore('S3', () => openS3(server.endpoint));
  describeBucketBlobs(() => openS3(server.endpoint));
  describeTicketStore('DynamoDB', openStores);
  describePasskeyChallenges('DynamoDB', openStores);
  describePasskeyStore('DynamoDB', openStores);
  describeBlockStore('DynamoDB', openStores);
  describeAttachmentStore('DynamoDB', openStores);
  describeStorageQuota('DynamoDB', openStores);
  describeFactorStore('DynamoDB', openStores);
  describeChallengeStore('DynamoDB', openStores);
  describeCounterStore('DynamoDB', openStores);
  describeInviteStore('DynamoDB', openStores);
  describeConnectionRegistry('DynamoDB', openStores);
  describeUserStore('DynamoDB', openStores);
  describeConversationStore('DynamoDB', openStores);
  describeMemberSettingsStore('DynamoDB', openStores);
  itStaysWithinItsRights(() => home.usedRights);
});
