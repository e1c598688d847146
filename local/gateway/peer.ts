import type { IncomingMessage } from 'node:http';
import { isIP, type Socket } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import { networkOf, wideNetworkOf } from '../../functions/core/domain/address.ts';

/** Who sent a request, and to which origin: behind a trusted proxy by its word, otherwise by the connection. */
export interface Peer {
  readonly address: string;
  /** What limits per address count by. */
  readonly network: string;
  readonly wideNetwork: string;
  readonly isHttps: boolean;
  readonly host: string | undefined;
  readonly isProxied: boolean;
  /** This machine itself, or a proxy on it that is not trusted and stands for everybody. */
  readonly isLoopback: boolean;
}
export type PeerOf = (request: IncomingMessage) => Peer;

/** Each proxy appends to what it was sent: the last one is that of the proxy next to this process. */
const lastOf = (header: string | string[] | undefined): string | undefined =>
  [header ?? []].flat().join(',').split(',').at(-1)?.trim();

const hostPattern = /^[\w.\-:[\]]{1,255}$/;

/** Are these addresses, networks (CIDR), or `loopback`, `linklocal` and `uniquelocal`? */
export const isTrustList = (proxies: readonly string[]): boolean => {
  try {
    proxyAddr.compile([...proxies]);
    return true;
  } catch {
    return false;
  }
};

/** Who is a proxy that is believed. */
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
  /** By the connection. Requests of one connection nearly always name the same host. */
  const directOf = ({ socket, headers: { host } }: IncomingMessage): Peer => {
    const known = direct.get(socket);
    if (known && known.host === host) return known;
    const place = placeOf(socket.remoteAddress ?? '');
    const loopback = isLoopback(place.network);
    const peer = { ...place, isHttps: isTls, host, isProxied: false, isLoopback: loopback };
    direct.set(socket, peer);
    return peer;
  };

  /** From the right over trusted hops; what is no address is left out with all before it. */
  const clientOf = (request: IncomingMessage): string => {
    const hops = proxyAddr.all(request, isTrusted);
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
