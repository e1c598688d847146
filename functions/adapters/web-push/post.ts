import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { Agent, request } from 'node:https';
import ipaddr from 'ipaddr.js';
import { limits } from '#contracts/limits.ts';

/** A push service's answer: its status, and Retry-After in seconds if it has one. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16, timeout: limits.webPush.timeoutMs });

const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  addresses: string | LookupAddress[],
  family?: number,
) => void;

/** Resolves a name to public addresses only, so that no request reaches the operator's network. */
const publicLookup = (host: string, options: LookupOptions, done: LookupCallback): void => {
  systemLookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, []);
    const addresses = found.filter(({ address }) => isPublic(address));
    const [first] = addresses;
    if (!first) return done(new Error(`${host} has no public address`), []);
    if (options.all) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};

/** Seconds, or the time until an HTTP date. */
const retryAfterOf = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
};

/**
 * POSTs to a push service. Follows no redirect and reads no body. `isTrusted`: private addresses are allowed.
 * @throws if there is no answer in time
 */
export const post = (
  endpoint: string,
  headers: Record<string, string | number>,
  body: Buffer,
  { isTrusted, now }: { isTrusted: boolean; now: number },
): Promise<PostAnswer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      endpoint,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': body.length },
        agent,
        // Limits the whole exchange: a service that sends byte by byte must not block the caller.
        signal: AbortSignal.timeout(limits.webPush.timeoutMs),
        ...(!isTrusted && { lookup: publicLookup }),
      },
      (response) => {
        response.on('error', () => undefined).resume();
        resolve({
          status: response.statusCode ?? 0,
          retryAfterSeconds: retryAfterOf(response.headers['retry-after'], now),
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
