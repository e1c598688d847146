import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { Agent, request } from 'node:https';
import ipaddr from 'ipaddr.js';
import { limits } from '#contracts/limits.ts';

/** A push service's answer: its status, and Retry-After in seconds if it has one. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | null;
}

/** Maximum size of an answer's body. The body is read only so that the connection can be reused. */
const maxAnswerBytes = 16 * 1024;

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

const options = { keepAlive: true, maxSockets: 16, timeout: limits.webPush.timeoutMs };
/**
 * Connections are reused. Separate agents prevent that a connection to a private address is used for another
 * host.
 */
const agents = {
  trusted: new Agent(options),
  public: new Agent({ ...options, lookup: publicLookup }),
};

/** Seconds, or the time until an HTTP date. */
const retryAfterOf = (header: string | undefined, now: number): number | null => {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1_000));
};

/**
 * POSTs to a push service. Follows no redirect, and discards the body. `isTrusted`: the address may be
 * private. @throws if there is no answer in time
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
        agent: isTrusted ? agents.trusted : agents.public,
        // Limits the whole exchange, since a service could send its answer byte by byte.
        signal: AbortSignal.timeout(limits.webPush.timeoutMs),
      },
      (response) => {
        let left = maxAnswerBytes;
        response
          .on('error', () => undefined)
          .on('data', ({ length }: Buffer) => {
            left -= length;
            if (left < 0) response.destroy();
          });
        resolve({
          status: response.statusCode ?? 0,
          retryAfterSeconds: retryAfterOf(response.headers['retry-after'], now),
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
