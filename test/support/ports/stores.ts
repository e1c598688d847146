import type { AttachmentStore } from '../../../functions/core/ports/attachments.ts';
import type {
  BlockStore,
  ConnectionRegistry,
  ConversationStore,
  CounterStore,
  Ids,
  InviteStore,
  TicketStore,
  UserStore,
} from '../../../functions/core/ports.ts';
import type { FakeClock } from '../fakes.ts';

/** The stores of one home, on data of their own, on a clock that the test moves. */
export interface Stores {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly connections: ConnectionRegistry;
  readonly tickets: TicketStore;
  readonly blocks: BlockStore;
  readonly counters: CounterStore;
  readonly invites: InviteStore;
  readonly attachments: AttachmentStore;
  readonly clock: FakeClock;
  readonly ids: Ids;
  /** Everything that is stored, as text: every row or item, however it is found. */
  readonly everythingStored: () => Promise<string>;
}

/** Empty stores: what one test writes no other one sees. */
export type OpenStores = () => Promise<Stores>;
