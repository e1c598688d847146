import { processLimits } from '#contracts/limits.ts';
import type { Route } from '#contracts/route.ts';
import { TokenBuckets } from '../limits/token-buckets.ts';
import type { Peer } from './peer.ts';

/**
 * Rate limits per address and per user, as the throttles of a stage on AWS. A loopback address has no
 * limit: an untrusted proxy on this machine forwards for everybody.
 */
export const makeRates = (userWritesPerSecond: number) => {
  const burst = 2 * userWritesPerSecond;
  const addresses = new TokenBuckets(processLimits.addressRequests);
  const writes = new TokenBuckets({ perSecond: userWritesPerSecond, burst });
  const special = {
    profile: new TokenBuckets(processLimits.profileChanges),
    search: new TokenBuckets(processLimits.searches),
  };

  return {
    /** Counts a request. Returns 0, or the seconds to wait. */
    take: (peer: Peer, route: Route | null, claims: Record<string, unknown> | null): number => {
      const wait = peer.isLoopback ? 0 : addresses.take(peer.network);
      if (wait > 0 || !claims || !route) return wait;
      const userId = String(claims['username']);
      const writeWait = route.method === 'GET' ? 0 : writes.take(userId);
      return writeWait || (route.rate ? special[route.rate].take(userId) : 0);
    },
  };
};
