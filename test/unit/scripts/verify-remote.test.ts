import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { allChecks } from '#scripts/verify/checks/all.ts';
import type { Run } from '#scripts/verify/context.ts';
import { runChecks } from '#scripts/verify/run.ts';

/** Checks that only AWS or a long wait can prove, against the assumed behaviour and against deviations. */

const minuteMs = 30;
const ada = { id: '1', token: 'a.b.c' };

/** An address that answers requests with this listener, and accepts or refuses handshakes. */
const serving = async (
  listener: RequestListener,
  handshake: 'accepted' | 'refused',
): Promise<string> => {
  const server = createServer(listener);
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (handshake === 'accepted') sockets.handleUpgrade(request, socket, head, () => undefined);
    else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const answering = (status: number, handshake: 'accepted' | 'refused' = 'refused') =>
  serving((_request, response) => response.writeHead(status).end(), handshake);

const aMessage = { status: 201, body: { id: 'm' } };

/** The outcome of one check with this context. */
const outcomeOf = async (id: string, context: object): Promise<string> => {
  const shared = {
    target: { url: 'https://x', socketUrl: 'wss://x/ws', stage: {}, lacks: new Set() },
    people: { shared: async () => ({ ada, bob: ada, conversationId: 'c' }) },
    call: async () => aMessage,
    minuteMs,
    waitMs: 100,
    ...context,
  } as unknown as Run['shared'];
  const run: Run = {
    shared,
    traces: { messages: new Map(), uploads: new Map() },
    scope: () => ({ context: shared as never, closeSockets: async () => undefined }),
  };
  const results = await runChecks(
    allChecks.filter((check) => check.id === id),
    run,
  );
  return results.map(({ outcome }) => outcome).join();
};

const fetched = async (url: string, init?: RequestInit) => {
  const { status, headers } = await fetch(url, { redirect: 'manual', ...init });
  return { status, headers, text: '' };
};

test.each([
  ['passed', 403],
  ['failed', 200],
])('edge.origin-secret-http: %s if direct calls get %i', async (outcome, status) => {
  const stage = { outputs: { ApiUrl: `http://${await answering(status)}` } };
  const call = async () => ({ status: 200, body: {} });

  expect(await outcomeOf('edge.origin-secret-http', { stage, call, get: fetched })).toBe(outcome);
});

test.each([
  ['passed', 'refused'],
  ['failed', 'accepted'],
] as const)('edge.origin-secret-socket: %s if direct handshakes get %s', async (outcome, how) => {
  const stage = { outputs: { SocketUrl: `ws://${await answering(200, how)}/ws` } };
  const socketUrl = `ws://${await answering(200, 'accepted')}/ws`;

  expect(
    await outcomeOf('edge.origin-secret-socket', {
      stage,
      target: { socketUrl, lacks: new Set() },
    }),
  ).toBe(outcome);
});

test.each([
  ['passed', 403],
  ['failed', 204],
])('uploads.expired: %s if an expired form gets %i', async (outcome, status) => {
  const url = `http://${await answering(status)}/`;
  const stage = { expiredForm: async () => ({ url, fields: { key: 'k' } }) };

  expect(await outcomeOf('uploads.expired', { stage })).toBe(outcome);
});

test.each([
  ['passed', 403],
  ['failed', 204],
])('uploads.expired-long: %s if an expired form gets %i', async (outcome, status) => {
  const upload = { url: `http://${await answering(status)}/`, fields: { key: 'k' } };
  const call = async () => ({ status: 201, body: { id: 'a', upload } });

  expect(await outcomeOf('uploads.expired-long', { call })).toBe(outcome);
});

test.each([
  ['passed', [200, 429], { message: 'Too Many Requests' }],
  ['failed', [200, 503], { message: 'Service Unavailable' }],
  ['failed', [200, 429], { message: 'Slow down' }],
])('limits.throttle: %s if a burst gets %j with %j', async (outcome, statuses, body) => {
  let count = 0;
  const call = async () => ({ status: statuses[count++ % 2], body });

  expect(await outcomeOf('limits.throttle', { call })).toBe(outcome);
});

test.each([
  ['passed', 301, 'https://x/'],
  ['failed', 200, undefined],
])('site.https: %s if plain HTTP gets %i', async (outcome, status, location) => {
  const get = async () => ({
    status,
    headers: new Headers(location ? { location } : {}),
    text: '',
  });

  expect(await outcomeOf('site.https', { get })).toBe(outcome);
});

/** A socket that is closed after this many minutes, and receives the awaited frames until then. */
const aSocket = (minutes: number) => {
  const closed =
    minutes === Number.POSITIVE_INFINITY
      ? new Promise(() => undefined)
      : setTimeout(minutes * minuteMs, 1001);
  return { closed, send: () => undefined, next: async () => ({}), close: async () => undefined };
};

test.each([
  ['passed', Number.POSITIVE_INFINITY],
  ['failed', 10],
])(
  'sockets.eleven-minutes: %s if a socket is closed after %d minutes',
  async (outcome, minutes) => {
    expect(
      await outcomeOf('sockets.eleven-minutes', { connect: async () => aSocket(minutes) }),
    ).toBe(outcome);
  },
);

test.each([
  ['passed', 10],
  ['failed', 3],
  ['failed', Number.POSITIVE_INFINITY],
])('sockets.idle: %s if an idle socket is closed after %d minutes', async (outcome, minutes) => {
  expect(await outcomeOf('sockets.idle', { connect: async () => aSocket(minutes) })).toBe(outcome);
});
