import type {
  ConnectionRegistry,
  ConversationStore,
  Ids,
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
  readonly clock: FakeClock;
  readonly ids: Ids;
}

/** Empty stores: what one test writes no other one sees. */
export type OpenStores = () => Promise<Stores>;
