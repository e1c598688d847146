import type { IdentityProvider } from '#core/ports/identity.ts';
import type { Ids } from '#core/ports/system.ts';
import type { FakeClock } from '../fakes.ts';

export interface Identities {
  readonly identities: IdentityProvider;
  /** Starts at the real time, because a provider may check tokens by its own clock. */
  readonly clock: FakeClock;
  readonly ids: Ids;
}

export type OpenIdentities = () => Promise<Identities>;
