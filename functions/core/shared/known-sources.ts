import { limits } from '#contracts/limits.ts';
import { networkOf } from '../domain/address.ts';
import type { KnownSourceStore } from '../ports/identity.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { Standing } from './attempts.ts';

/** The origin of a request with a password. */
export interface RequestSource {
  readonly address: string;
  /** The device's cookie; null for a browser without one, undefined for a client without cookies. */
  readonly device?: string | null | undefined;
}

const networkSource = (address: string): string => `network#${networkOf(address)}`;
const deviceSource = (device: string): string => `device#${device}`;

/** Has this device or this network recently signed in as the user? */
export const standingOf = async (
  sources: KnownSourceStore,
  userId: string,
  { address, device }: RequestSource,
): Promise<Standing> => {
  const [isDevice, isNetwork] = await Promise.all([
    device ? sources.has(userId, deviceSource(device)) : false,
    sources.has(userId, networkSource(address)),
  ]);
  if (device && isDevice) return { kind: 'device', device };
  return { kind: isNetwork ? 'network' : 'stranger' };
};

/**
 * Remembers device and network after a sign-in. Returns the device cookie: the present one if this user has
 * used it, otherwise a new one, so that an attacker cannot plant a cookie.
 */
export const rememberSources = async (
  deps: { sources: KnownSourceStore; clock: Clock; ids: Ids },
  userId: string,
  { address, device }: RequestSource,
): Promise<string | null> => {
  const { networkDays, deviceDays } = limits.knownSources;
  const until = (days: number): number => deps.clock.now() + days * 86_400_000;
  const network = deps.sources.remember(userId, networkSource(address), until(networkDays));
  if (device === undefined) {
    await network;
    return null;
  }
  const isKnown = device !== null && (await deps.sources.has(userId, deviceSource(device)));
  const next = isKnown ? device : deps.ids.secret();
  await Promise.all([
    network,
    deps.sources.remember(userId, deviceSource(next), until(deviceDays)),
  ]);
  return next;
};
