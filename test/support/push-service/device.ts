import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { importJWK, jwtVerify } from 'jose';
import { decrypt } from './decrypt.ts';
import { originOf, type Place } from './place.ts';

/**
 * What a push service answers. `nothing`: it never does. `lost`: the device gets the notification, and the
 * connection breaks before the answer.
 */
export type Reply =
  | number
  | { readonly status: number; readonly retryAfter: string }
  | 'nothing'
  | 'lost';

/** A notification as a device gets it. */
export interface Received {
  /** When it came in, epoch milliseconds. */
  readonly at: number;
  readonly topic: string;
  readonly urgency: string;
  // biome-ignore lint/suspicious/noExplicitAny: a black-box test reads payloads as a browser would
  readonly payload: any;
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Checks the VAPID token (RFC 8292) against the key that the device has subscribed with. */
const checkVapid = async (
  header: string | undefined,
  { origin, key, contact }: { origin: string; key: string; contact: string },
): Promise<void> => {
  const [, token = '', sent = ''] = /^vapid t=([^,\s]+), k=([\w-]+)$/.exec(header ?? '') ?? [];
  if (sent !== key) throw new Error('another key than the device has subscribed with');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const { payload } = await jwtVerify(token, await importJWK(jwk, 'ES256'), { audience: origin });
  if (payload.sub !== contact) throw new Error('another contact');
  if ((payload.exp ?? 0) > Date.now() / 1_000 + 24 * 3_600) throw new Error('valid for too long');
};

/** A device that has subscribed with the key of a Parley. It checks and decrypts each notification. */
export const makeDevice = (place: Place, applicationServerKey: string) => {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16);
  const origin = originOf(place);
  const path = `/push/${randomUUID()}`;
  const received: Received[] = [];
  const replies: Reply[] = [];
  const waiting = new Set<() => void>();
  return {
    path,
    received,
    /** Answers of the next requests; 201 when they are used up. */
    replies,
    /** Requests so far, whatever was answered. */
    requests: 0,
    /** Requests that have no answer and are still open. */
    unanswered: 0,
    /** Waits until this many notifications have arrived; returns them. */
    getting: (count: number): Promise<Received[]> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < count) return;
          waiting.delete(look);
          resolve(received);
        };
        waiting.add(look);
        look();
      }),
    /** The subscription as the Push API gives it. */
    subscription: {
      endpoint: `${origin}${path}`,
      keys: {
        p256dh: keys.getPublicKey('base64url', 'uncompressed'),
        auth: auth.toString('base64url'),
      },
    },
    receive: async (request: IncomingMessage, at: number): Promise<void> => {
      const { headers } = request;
      const body = await bodyOf(request);
      const expected = { origin, key: applicationServerKey, contact: place.contact };
      await checkVapid(headers.authorization, expected);
      const { topic = '', urgency } = headers;
      if (headers['content-encoding'] !== 'aes128gcm') throw new Error('content-encoding');
      if (headers['ttl'] !== String(48 * 3_600)) throw new Error(`ttl ${headers['ttl']}`);
      if (!['high', 'normal'].includes(String(urgency))) throw new Error(`urgency ${urgency}`);
      if (!/^[\w-]{1,32}$/.test(String(topic))) throw new Error(`topic ${topic}`);
      if (body.length > 4_096) throw new Error(`${body.length} bytes`);
      const payload = JSON.parse(decrypt(body, { keys, auth }));
      received.push({ at, topic: String(topic), urgency: String(urgency), payload });
      for (const look of waiting) look();
    },
  };
};
export type Device = ReturnType<typeof makeDevice>;
