import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { importJWK, jwtVerify } from 'jose';
import { generate } from 'selfsigned';
import { decrypt } from './decrypt.ts';

/** A response of the push service; `nothing`: none. */
export type Reply = number | { readonly status: number; readonly retryAfter: string } | 'nothing';

/** A notification as a device receives it. */
export interface Received {
  /** Time of arrival, epoch milliseconds. */
  readonly at: number;
  readonly topic: string;
  readonly urgency: string;
  // biome-ignore lint/suspicious/noExplicitAny: a black-box test reads payloads as a browser would
  readonly payload: any;
}

const certificate = () =>
  generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

/** Checks the VAPID token (RFC 8292) against the key of the device's subscription. */
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

/**
 * A push service on loopback (RFC 8030 over HTTPS). It has the private keys of its devices, so it checks and
 * decrypts every notification. `faults` lists requests that break the protocol. `certFile`: where to store
 * its certificate, for `NODE_EXTRA_CA_CERTS`.
 */
export const startPushService = async (certFile: string, contact: string) => {
  const { cert, private: key } = await certificate();
  writeFileSync(certFile, cert);
  const devices = new Map<string, Device>();
  const faults: string[] = [];
  let origin = '';

  const createDevice = (applicationServerKey: string) => {
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const auth = randomBytes(16);
    const path = `/push/${randomUUID()}`;
    const received: Received[] = [];
    const replies: Reply[] = [];
    const waiting = new Set<() => void>();
    const add = (one: Received): void => {
      received.push(one);
      for (const look of waiting) look();
    };
    const device = {
      received,
      /** Responses to the next requests; 201 when they are used up. */
      replies,
      /** The number of requests so far, whatever the responses. */
      requests: 0,
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
      /** The subscription as the Push API returns it. */
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
        await checkVapid(headers.authorization, { origin, key: applicationServerKey, contact });
        const { topic = '', urgency } = headers;
        if (headers['content-encoding'] !== 'aes128gcm') throw new Error('content-encoding');
        if (headers['ttl'] !== String(48 * 3_600)) throw new Error(`ttl ${headers['ttl']}`);
        if (!['high', 'normal'].includes(String(urgency))) throw new Error(`urgency ${urgency}`);
        if (!/^[\w-]{1,32}$/.test(String(topic))) throw new Error(`topic ${topic}`);
        if (body.length > 4_096) throw new Error(`${body.length} bytes`);
        const payload = JSON.parse(decrypt(body, { keys, auth }));
        add({ at, topic: String(topic), urgency: String(urgency), payload });
      },
    };
    devices.set(path, device);
    return device;
  };
  type Device = {
    requests: number;
    readonly replies: Reply[];
    receive: (request: IncomingMessage, at: number) => Promise<void>;
  };

  const answer = (response: ServerResponse, reply: Reply): void => {
    if (reply === 'nothing') return;
    const { status, retryAfter } =
      typeof reply === 'number' ? { status: reply, retryAfter: undefined } : reply;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter });
    response.end();
  };

  const server = createServer({ cert, key }, (request, response) => {
    const at = Date.now();
    const device = devices.get(request.url ?? '');
    if (!device) return answer(response, 404);
    device.requests++;
    const reply = device.replies.shift() ?? 201;
    if (reply !== 201) {
      request.resume();
      return answer(response, reply);
    }
    device.receive(request, at).then(
      () => answer(response, 201),
      (error: unknown) => {
        faults.push(String(error));
        answer(response, 400);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    faults,
    createDevice,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
