import { localBlobs } from '../support/ports/local-blobs.ts';
import {
  localDirectory,
  localIdentities,
  localSockets,
  localStores,
  sqliteProbes,
} from '../support/ports/local-home.ts';
import { describeAttachmentStore } from './attachments/attachment-store.suite.ts';
import { describeBlobStore } from './attachments/blob-store.suite.ts';
import { describeStorageQuota } from './attachments/storage-quota.suite.ts';
import { describeAuditLog } from './audit-log.suite.ts';
import { describeBroadcaster } from './broadcaster.suite.ts';
import { describeConnectionRegistry } from './connection-registry.suite.ts';
import { describeConversationStore } from './conversations/conversation-store.suite.ts';
import { describeMemberSettingsStore } from './conversations/member-settings.suite.ts';
import { describeCounterStore } from './counter-store.suite.ts';
import { describeChallengeStore } from './factors/challenge-store.suite.ts';
import { describeFactorStore } from './factors/factor-store.suite.ts';
import { describeHandshakes } from './handshakes.suite.ts';
import { describeHealthProbe } from './health-probe.suite.ts';
import { describeDirectory } from './identity/directory.suite.ts';
import { describeIdentityProvider } from './identity/identity-provider.suite.ts';
import { describePasskeySignIn } from './identity/passkey-sign-in.suite.ts';
import { describePasskeyChallenges } from './passkeys/passkey-challenges.suite.ts';
import { describePasskeyStore } from './passkeys/passkey-store.suite.ts';
import { describeTicketStore } from './ticket-store.suite.ts';
import { describeBlockStore } from './users/block-store.suite.ts';
import { describeInviteStore } from './users/invite-store.suite.ts';
import { describeKnownSourceStore } from './users/known-source-store.suite.ts';
import { describeUserStore } from './users/user-store.suite.ts';
import { describeWebPushSubscriptionStore } from './web-push-subscription-store.suite.ts';

describeConversationStore('SQLite', localStores);
describeMemberSettingsStore('SQLite', localStores);
describeUserStore('SQLite', localStores);
describeConnectionRegistry('in this process', localStores);
describeTicketStore('in this process', localStores);
describePasskeyChallenges('in this process', localStores);
describePasskeyStore('SQLite', localStores);
describeHandshakes('in this process', localStores);
describeBlockStore('SQLite', localStores);
describeAttachmentStore('SQLite', localStores);
describeStorageQuota('SQLite', localStores);
describeBlobStore('on the disk', localBlobs);
describeFactorStore('SQLite', localStores);
describeChallengeStore('in this process', localStores);
describeCounterStore('SQLite', localStores);
describeInviteStore('SQLite', localStores);
describeKnownSourceStore('SQLite', localStores);
describeWebPushSubscriptionStore('SQLite', localStores);
describeAuditLog('SQLite', localStores);
describeIdentityProvider('local', localIdentities);
describeDirectory('SQLite', localDirectory);
describePasskeySignIn('local', localIdentities);
describeBroadcaster('in this process', localSockets);
describeHealthProbe('SQLite', sqliteProbes);
