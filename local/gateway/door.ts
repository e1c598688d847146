import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import { makeKnowsHost } from './known-hosts.ts';
import { makePeerOf, type Peer } from './peer.ts';

/** Determines the peer of a request, and whether its `Host` belongs to this server. */
export const makeDoor = (
  config: Config,
  { isTrusted, cert }: { isTrusted: (address: string) => boolean; cert: Buffer | null },
) => {
  const publicNames = config['public-url'].map((url) => new URL(url).hostname);
  const knowsHost = makeKnowsHost([config.host, hostname(), ...publicNames], cert);
  return {
    peerOf: makePeerOf(isTrusted, cert !== null),
    /** Accepts any `Host` from a trusted proxy, unless public names are configured. */
    knows: ({ host, isProxied }: Peer): boolean =>
      (isProxied && publicNames.length === 0) || knowsHost(host),
  };
};
