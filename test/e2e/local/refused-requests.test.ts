import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { processLimits } from '#contracts/limits.ts';
import { type Client, makeClient, type TestUser } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { head, openRaw, type RawConnection } from '../../support/raw.ts';

const timeout = 120_000;
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;
let ada: TestUser;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
  ada = await client.register();
}, timeout);
afterAll(async () => {
  await parley.stop();
  data.remove();
}, timeout);

const raw = (bytes: string | Buffer): RawConnection => openRaw(parley.url, bytes);
const json = { 'Content-Type': 'application/json' };
const bearer = (user: TestUser) => ({ Authorization: `Bearer ${user.token}` });
/** Other users are served meanwhile. */
const expectService = async (): Promise<void> => {
  expect((await client.call('GET', '/health')).status).toBe(200);
};
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
};

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
])('%s are refused by the HTTP parser', async (_what, headers, status) => {
  const connection = raw(head('POST /api/auth/token', headers as Record<string, string>));
  expect(await connection.status()).toBe(status);
  await connection.closed;
});

test('many pipelined requests end their connection, not the server', async () => {
  const connection = raw(head('GET /api/health').repeat(5_000));
  await connection.closed;
  expect(connection.received().match(/HTTP\/1\.1 200/g)?.length).toBeLessThanOrEqual(
    processLimits.requests.perConnection,
  );
  await expectService();
});

test(
  'an address with too many connections loses the oldest; other addresses still connect',
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
  'a user has a limit of writes, which does not affect others',
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

test('changes of a profile have a lower limit than writes', async () => {
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

test('every response of the API has its content type', async () => {
  for (const path of ['/health', '/openapi.json', '/nothing', '/users/me', '/%E0%A4%A']) {
    const { headers } = await client.call('GET', path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
  }
});

test('a foreign host name is 421, on every path', async () => {
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

test('no other system user can read a file of the data folder', () => {
  const modes = readdirSync(data.path, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, statSync(join(data.path, name)).mode & 0o077]);
  expect(modes.filter(([, mode]) => mode !== 0)).toEqual([]);
  expect(modes.map(([name]) => name)).toContain('lock.db');
});

test.each(['DELETE', 'PUT', 'OPTIONS', 'TRACE'])('the site refuses %s', async (method) => {
  const raw = openRaw(parley.url, head(`${method} /`));
  expect(await raw.status()).toBe(405);
  expect(raw.received()).toMatch(/allow: GET, HEAD\r\n/i);
  raw.socket.destroy();
});
