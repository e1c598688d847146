import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { networkOf, wideNetworkOf } from '#core/domain/address.ts';

/**
 * The sender of a request and the requested origin: from the headers of a trusted proxy, otherwise from the
 * connection.
 */
export interface Peer {
  readonly address: string;
  /** The key of per-address limits. */
  readonly network: string;
  readonly wideNetwork: string;
  readonly isHttps: boolean;
  readonly host: string | undefined;
  readonly isProxied: boolean;
  /** This machine, or an untrusted proxy on it, which forwards for everybody. */
  readonly isLoopback: boolean;
}
export type PeerOf = (request: IncomingMessage) => Peer;

/** Each proxy appends to the header, so the last value is from the proxy next to this process. */
const lastOf = (header: string | string[] | undefined): string | undefined =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim();

const hostPattern = /^[\w.\-:[\]]{1,255}$/;

/** The address of a hop, which some proxies write with its port: `203.0.113.7:55`, `[2001:db8::1]:55`. */
const addressOfHop = (hop: string): string =>
  /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;

/** Are these all addresses, networks (CIDR), or `loopback`, `linklocal` and `uniquelocal`? */
export const isTrustList = (proxies: readonly string[]): boolean => {
  try {
    proxyAddr.compile([...proxies]);
    return true;
  } catch {
    return false;
  }
};

/** Tells whether an address is a trusted proxy. */
export const makeIsTrusted = (proxies: readonly string[]): ((address: string) => boolean) => {
  if (proxies.length === 0) return () => false;
  const isTrusted = proxyAddr.compile([...proxies]);
  return (address) => isTrusted(address, 0);
};

export const makePeerOf = (isTrusted: (address: string) => boolean, isTls: boolean): PeerOf => {
  const direct = new WeakMap<Socket, Peer>();

  const placeOf = (address: string) => ({
    address,
    network: networkOf(address),
    wideNetwork: wideNetworkOf(address),
  });
  const isLoopback = (network: string): boolean =>
    network.startsWith('127.') || network === networkOf('::1');
  /** From the connection. Cached, since requests of one connection nearly always have the same host. */
  const directOf = ({ socket, headers: { host } }: IncomingMessage): Peer => {
    const known = direct.get(socket);
    if (known && known.host === host) return known;
    const place = placeOf(socket.remoteAddress ?? '');
    const loopback = isLoopback(place.network);
    const peer = { ...place, isHttps: isTls, host, isProxied: false, isLoopback: loopback };
    direct.set(socket, peer);
    return peer;
  };

  /** Walks trusted hops from the right. A hop that is not an address ends the walk. */
  const clientOf = (request: IncomingMessage): string => {
    const trusts = (hop: string): boolean => isTrusted(addressOfHop(hop));
    const hops = proxyAddr.all(request, trusts).map(addressOfHop);
    return hops.findLast((hop, index) => isIP(hop) !== 0 || index === 0) ?? '';
  };

  return (request) => {
    const { headers } = request;
    const own = directOf(request);
    if (!isTrusted(own.address)) return own;
    const place = placeOf(clientOf(request));
    const scheme = lastOf(headers['x-forwarded-proto']);
    const host = lastOf(headers['x-forwarded-host']) ?? '';
    return {
      ...place,
      isHttps: scheme === 'https' || (scheme !== 'http' && isTls),
      host: hostPattern.test(host) ? host : headers.host,
      isProxied: true,
      isLoopback: isLoopback(place.network),
    };
  };
};
