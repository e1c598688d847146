import type { QueryClient } from '@tanstack/react-query';
import type { Call, Outbox, Realtime, TabBus } from '#client';

/** What background tasks work with. */
export interface BackgroundDeps {
  readonly client: QueryClient;
  readonly call: Call;
  readonly userId: string;
  readonly realtime: Realtime;
  readonly outbox: Outbox;
  readonly bus: TabBus;
}
