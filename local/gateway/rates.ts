import { processLimits } from '../../functions/contracts/limits.ts';
import type { Route } from '../../functions/contracts/route.ts';
import { TokenBuckets } from '../limits/token-buckets.ts';
import type { Peer } from './peer.ts';

/**
 * How often an address and a user may call: on AWS the throttles of the stage do this. An address of this
 * machine has no limit: a proxy on it that is not trusted stands for everybody.
 */
export const makeRates = (userWritesPerSecond: number) => {
  const burst = 2 * userWritesPerSecond;
  const addresses = new TokenBuckets(processLimits.addressRequests);
  const writes = new TokenBuckets({ perSecond: userWritesPerSecond, burst });
  const profiles = new TokenBuckets(processLimits.profileChanges);

  return {
    /** Counts a request; returns the seconds to wait when there are too many, otherwise 0. */
    take: (peer: Peer, route: Route | null, claims: Record<string, unknown> | null): number => {
      const wait = peer.isLoopback ? 0 : addresses.take(peer.network);
      if (wait > 0 || !claims || !route || route.method === 'GET') return wait;
      const userId = String(claims['username']);
      return writes.take(userId) || (route.rate === 'profile' ? profiles.take(userId) : 0);
    },
  };
};
