import * as z from 'zod';
import { Origin } from './headers/cors.ts';

/**
 * Push services of browsers, by the end of their host names: Chrome and Edge on Android, Firefox, Safari,
 * Edge on Windows. A subscription with any other address is refused, so that a client cannot make the server
 * send requests elsewhere.
 */
const hostSuffixes = [
  'fcm.googleapis.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
] as const;

const isKnownHost = (host: string): boolean =>
  hostSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));

/**
 * Whether this is an address of a push service that Parley sends to. `origins`: further ones that the
 * operator trusts, on any port and network, such as a UnifiedPush server in the same house.
 */
export const isPushEndpoint = (endpoint: string, origins: readonly string[]): boolean => {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, username, password, port, hostname, origin, hash } = new URL(endpoint);
  if (protocol !== 'https:' || username !== '' || password !== '' || hash !== '') return false;
  return origins.includes(origin) || (port === '' && isKnownHost(hostname));
};

/** Whether the operator trusts the origin of this address. It may then be in a private network. */
export const isTrustedOrigin = (endpoint: string, origins: readonly string[]): boolean =>
  URL.canParse(endpoint) && origins.includes(new URL(endpoint).origin);

/** The operator's contact for push services (RFC 8292). */
export const PushContact = z
  .string()
  .refine(
    (value) =>
      /^mailto:[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) || /^https:\/\/[^/\s]+\.[^\s]+$/.test(value),
    'must be mailto:… or https://… of a public address',
  );

/** The origin of a further push service that the operator trusts. */
export const PushService = Origin.refine(
  (value) => value.startsWith('https://'),
  'must be an https origin like https://push.example, without a path',
);
