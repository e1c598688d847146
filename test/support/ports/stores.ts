import type { AttachmentStore } from '#core/ports/attachments.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import type { ConversationStore } from '#core/ports/conversations.ts';
import type { CounterStore } from '#core/ports/counters.ts';
import type { ChallengeStore, FactorKeys, FactorStore } from '#core/ports/factors.ts';
import type { KnownSourceStore } from '#core/ports/identity.ts';
import type { InviteStore } from '#core/ports/invitations.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { PasskeyChallenges, PasskeyStore } from '#core/ports/passkeys.ts';
import type { ConnectionRegistry, TicketStore } from '#core/ports/sockets.ts';
import type { Ids } from '#core/ports/system.ts';
import type { BlockStore, UserStore } from '#core/ports/users.ts';
import type { WebPushSubscriptionStore } from '#core/ports/web-push.ts';
import type { FakeClock } from '../fakes.ts';

/** The stores of one home, on their own data, on a clock that the test moves. */
export interface Stores {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly settings: MemberSettingsStore;
  readonly connections: ConnectionRegistry;
  readonly tickets: TicketStore;
  readonly blocks: BlockStore;
  readonly counters: CounterStore;
  readonly invites: InviteStore;
  readonly sources: KnownSourceStore;
  readonly audit: AuditLog;
  readonly passkeys: PasskeyStore;
  readonly passkeyChallenges: PasskeyChallenges;
  readonly factors: FactorStore;
  readonly factorKeys: FactorKeys;
  readonly challenges: ChallengeStore;
  readonly attachments: AttachmentStore;
  readonly subscriptions: WebPushSubscriptionStore;
  readonly clock: FakeClock;
  readonly ids: Ids;
  /** Everything that is stored, as text: every row or item. */
  readonly everythingStored: () => Promise<string>;
}

/** Empty stores, separate for each test. */
export type OpenStores = () => Promise<Stores>;
