import { hostname } from 'node:os';
import type { Config } from '../config.ts';
import { makeKnowsHost } from './known-hosts.ts';
import { makePeerOf, type Peer } from './peer.ts';

/** Who comes in, and whether they asked for this server. */
export const makeDoor = (
  config: Config,
  { isTrusted, cert }: { isTrusted: (address: string) => boolean; cert: Buffer | null },
) => {
  const publicNames = config['public-url'].map((url) => new URL(url).hostname);
  const knowsHost = makeKnowsHost([config.host, hostname(), ...publicNames], cert);
  return {
    peerOf: makePeerOf(isTrusted, cert !== null),
    /** A trusted proxy has chosen which names it passes on, unless the public ones are stated. */
    knows: ({ host, isProxied }: Peer): boolean =>
      (isProxied && publicNames.length === 0) || knowsHost(host),
  };
};
