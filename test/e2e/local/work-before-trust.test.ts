import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits, processLimits } from '#contracts/limits.ts';
import { usageOf } from '#scripts/bench/process-usage.ts';
import { type Client, makeClient, type TestUser } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { head, openRaw, type RawConnection } from '../../support/raw.ts';

const timeout = 120_000;
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;
let ada: TestUser;
let conversationId: string;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
  ({ ada, conversationId } = await client.pair());
}, timeout);
afterAll(async () => {
  await parley.stop();
  data.remove();
}, timeout);

const raw = (bytes: string | Buffer): RawConnection => openRaw(parley.url, bytes);
const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'multipart/form-data; boundary=b' };
const bearer = (user: TestUser) => ({ Authorization: `Bearer ${user.token}` });
const cpuMs = (): number => usageOf(parley.pid)?.cpuMs ?? 0;
const emptyParts = '--b\r\n\r\n\r\n'.repeat(400_000);
const crumbs = (count: number): string => '1\r\nx\r\n'.repeat(count);
/** Other users are served meanwhile. */
const expectService = async (): Promise<void> => {
  expect((await client.call('GET', '/health')).status).toBe(200);
};
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
};

describe('the size of a body', () => {
  test.each([
    ['sign-in', '/api/auth/token', limits.body.gatewayBytes, 413],
    ['registration', '/api/auth/register', limits.body.credentialsBytes + 1, 413],
    ['more than API Gateway takes', '/api/users/login', limits.body.gatewayBytes + 1, 413],
    ['a path that nobody has', '/api/nothing', limits.body.gatewayBytes, 404],
    ['a route without a body', '/api/health', limits.body.gatewayBytes, 405],
    ['a send without a token', '/api/messages', 100_000, 401],
    ['a send', '/api/messages', limits.body.jsonBytes + 1, 413],
    ['the site', '/index.html', 1_000, 405],
    ['an upload', '/files', 2 * limits.attachment.maxBytes, 400],
  ])('%s is answered before a byte of it was sent', async (_what, path, length, status) => {
    const type = path === '/files' ? form : json;
    const connection = raw(head(`POST ${path}`, { ...type, 'Content-Length': length }));
    expect(await connection.status()).toBe(status);
    await connection.closed;
  });

  test('a client that asks first (Expect) gets 100 Continue or the refusal', async () => {
    const expecting = { ...json, Expect: '100-continue' };
    const refused = raw(head('POST /api/auth/token', { ...expecting, 'Content-Length': 1e6 }));
    const asked = raw(head('POST /api/auth/token', { ...expecting, 'Content-Length': 2 }));

    expect(await refused.status()).toBe(413);
    expect(await asked.status()).toBe(100);
    asked.socket.write('{}');
    await until(() => asked.heard().includes(' 422 '));
    asked.socket.destroy();
  });

  test('a body that never ends is cut off at the limit of its route', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' };
    const connection = raw(head('POST /api/auth/token', chunked) + chunk + chunk);
    expect(await connection.status()).toBe(413);
    await connection.closed;
  });
});

test(
  'bodies that stall are given up with 408, one after the other part of a form too',
  async () => {
    const length = { 'Content-Length': 1_000 };
    const connections = [
      raw(`${head('POST /api/auth/token', { ...json, ...length })}{`),
      raw(`${head('POST /api/messages', { ...json, ...bearer(ada), ...length })}{`),
      raw(head('POST /api/auth/token', { ...json, 'Transfer-Encoding': 'chunked' })),
    ];
    expect(await Promise.all(connections.map(({ status }) => status()))).toEqual([408, 408, 408]);
    for (const { heard, closed } of connections) {
      await closed;
      expect(heard()).toContain('"code":"request_timeout"');
    }
    const upload = raw(`${head('POST /files', { ...form, ...length })}--b\r\n`);
    expect(await upload.status()).toBe(400);
    expect(upload.heard()).toContain('RequestTimeout');
    await expectService();
  },
  timeout,
);

describe('forms', () => {
  test.each(['a revoked token', 'a good token', 'no signature', 'no length'])(
    '4 MB of empty parts with %s cost little',
    async (what) => {
      const person = await client.register();
      if (what === 'a revoked token') {
        await client.call('POST', '/auth/logout', {
          token: person.token,
          json: { everywhere: true },
        });
      }
      const isMessage = what.endsWith('token');
      const path = isMessage ? `/api/conversations/${conversationId}/messages` : '/files';
      const body = emptyParts.slice(0, limits.body.multipartBytes);
      const headers = { ...form, ...(isMessage && bearer(person)) };
      const sent =
        what === 'no length'
          ? `${head(`POST ${path}`, { ...headers, 'Transfer-Encoding': 'chunked' })}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
          : head(`POST ${path}`, { ...headers, 'Content-Length': body.length }) + body;
      const before = cpuMs();

      const connection = raw(sent);

      const expected = { 'a revoked token': 401, 'a good token': 422 }[what] ?? 400;
      expect(await connection.status()).toBe(expected);
      connection.socket.destroy();
      // 50 to 150 ms on an idle machine; 5 to 11 s for a parser that does not stop.
      expect(cpuMs() - before).toBeLessThan(1_500);
    },
    timeout,
  );
});

describe('chunks of one byte', () => {
  test.each([
    ['to a path that nobody has', 'POST /api/nothing', {}, 404],
    ['with a request that has no body', 'GET /api/health', {}, 200],
    ['to the site', 'POST /nothing', {}, 405],
    ['with a token', 'POST /api/messages', json, 400],
  ])(
    '%s are not read to their end',
    async (_what, line, more, status) => {
      const headers = { ...more, ...bearer(ada), 'Transfer-Encoding': 'chunked' };
      const before = cpuMs();
      const connection = raw(`${head(line, headers)}${crumbs(1_000_000)}0\r\n\r\n`);

      expect(await connection.status()).toBe(status);
      await connection.closed;
      // 100 to 250 ms on an idle machine; a million callbacks take 3 s.
      expect(cpuMs() - before).toBeLessThan(2_000);
    },
    timeout,
  );
});

test.each([
  [
    'JSON nested 100,000 deep',
    `{"text":"x","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    json,
  ],
  ['one huge string', `{"text":"${'x'.repeat(250_000)}"}`, json],
  ['gzip', '\u001f\u008b\u0008', { ...json, 'Content-Encoding': 'gzip' }],
  [
    'a form with thousands of fields',
    'a&'.repeat(100_000),
    {
      'Content-Type': 'application/x-www-form-urlencoded',
    },
  ],
])('%s is 422', async (_what, body, headers) => {
  const length = Buffer.byteLength(body);
  const connection = raw(
    head('POST /api/messages', { ...headers, ...bearer(ada), 'Content-Length': length }) + body,
  );
  expect(await connection.status()).toBe(422);
  connection.socket.destroy();
});

test.each([
  ['two lengths', { 'Content-Length': 5, 'Transfer-Encoding': 'chunked' }, 400],
  ['an encoding that is none', { 'Transfer-Encoding': 'chunked, gzip' }, 400],
  ['a length that is no number', { 'Content-Length': '5x' }, 400],
  [
    'ten thousand headers',
    Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`h${n}`, 1])),
    431,
  ],
])('%s are refused by the parser of HTTP', async (_what, headers, status) => {
  const connection = raw(head('POST /api/auth/token', headers as Record<string, string>));
  expect(await connection.status()).toBe(status);
  await connection.closed;
});

test('many pipelined requests end their connection, not the server', async () => {
  const connection = raw(head('GET /api/health').repeat(5_000));
  await connection.closed;
  expect(connection.heard().match(/HTTP\/1\.1 200/g)?.length).toBeLessThanOrEqual(
    processLimits.requests.perConnection,
  );
  await expectService();
});

test(
  'whoever holds more connections than an address may loses the oldest; others get theirs',
  async () => {
    await expectService();
    const count = processLimits.connections.perNetwork + 200;
    const idle = Array.from({ length: count }, () => raw(''));
    let closed = 0;
    for (const connection of idle) connection.closed.then(() => closed++);

    await until(() => closed >= 150);
    const newcomer = raw(head('GET /api/health'));

    expect(await newcomer.status()).toBe(200);
    for (const { socket } of [...idle, newcomer]) socket.destroy();
  },
  timeout,
);

test(
  'one user may write so often, others go on',
  async () => {
    const mill = await client.register();
    const write = (token: string) =>
      client.call('PUT', `/users/${ada.id}/block`, { token, json: {} });
    let refused = await write(mill.token);
    for (let n = 0; n < 20 && refused.status !== 429; n++) {
      const answers = await Promise.all(Array.from({ length: 200 }, () => write(mill.token)));
      refused = answers.find(({ status }) => status === 429) ?? refused;
    }

    expect([refused.status, refused.body.code]).toEqual([429, 'too_many_requests']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const other = await client.register();
    expect((await client.send(other, ada, 'Hello')).status).toBe(201);
  },
  timeout,
);

test('changes of a profile are rarer than writes', async () => {
  const person = await client.register();
  const change = (n: number) =>
    client.call('PATCH', '/users/me', {
      token: person.token,
      json: { email: `${person.username}-${n}@example.org` },
    });
  const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => change(n)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(30);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeLessThanOrEqual(6);
});

test('every answer of the API says what it is', async () => {
  for (const path of ['/health', '/openapi.json', '/nothing', '/users/me', '/%E0%A4%A']) {
    const { headers } = await client.call('GET', path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

test('a name that is not this server’s is 421, on every path', async () => {
  for (const path of ['/api/health', '/', '/files/x', '/.well-known/jwks.json']) {
    const connection = raw(head(`GET ${path}`, { Host: 'evil.example' }));
    expect(await connection.status(), path).toBe(421);
    connection.socket.destroy();
  }
  const upgrade = raw(
    head('GET /ws?ticket=x', { Host: 'evil.example', Connection: 'Upgrade', Upgrade: 'websocket' }),
  );
  expect(await upgrade.status()).toBe(421);
  const old = raw('GET /api/health HTTP/1.0\r\n\r\n');
  expect(await old.status()).toBe(200);
});

test('no other system user may read a file of the data folder', () => {
  const modes = readdirSync(data.path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, statSync(join(data.path, name)).mode & 0o077]);
  expect(modes.filter(([, mode]) => mode !== 0)).toEqual([]);
  expect(modes.map(([name]) => name)).toContain('lock.db');
});

test.each(['DELETE', 'PUT', 'OPTIONS', 'TRACE'])('the site does not take %s', async (method) => {
  const raw = openRaw(parley.url, head(`${method} /`));
  expect(await raw.status()).toBe(405);
  expect(raw.heard()).toMatch(/allow: GET, HEAD\r\n/i);
  raw.socket.destroy();
});
