import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
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
  ])('is checked before any byte is sent: %s', async (_what, path, length, status) => {
    const type = path === '/files' ? form : json;
    const connection = raw(head(`POST ${path}`, { ...type, 'Content-Length': length }));
    expect(await connection.status()).toBe(status);
    await connection.closed;
  });

  test('is checked for a client that sends Expect: it gets 100 Continue or the refusal', async () => {
    const expecting = { ...json, Expect: '100-continue' };
    const refused = raw(head('POST /api/auth/token', { ...expecting, 'Content-Length': 1e6 }));
    const asked = raw(head('POST /api/auth/token', { ...expecting, 'Content-Length': 2 }));

    expect(await refused.status()).toBe(413);
    expect(await asked.status()).toBe(100);
    asked.socket.write('{}');
    await until(() => asked.received().includes(' 422 '));
    asked.socket.destroy();
  });

  test('is cut off at the limit of its route if the body never ends', async () => {
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    const chunked = { ...json, 'Transfer-Encoding': 'chunked' };
    const connection = raw(head('POST /api/auth/token', chunked) + chunk + chunk);
    expect(await connection.status()).toBe(413);
    await connection.closed;
  });
});

test(
  'stalling bodies get 408, also within a part of a form',
  async () => {
    const length = { 'Content-Length': 1_000 };
    const connections = [
      raw(`${head('POST /api/auth/token', { ...json, ...length })}{`),
      raw(`${head('POST /api/messages', { ...json, ...bearer(ada), ...length })}{`),
      raw(head('POST /api/auth/token', { ...json, 'Transfer-Encoding': 'chunked' })),
    ];
    expect(await Promise.all(connections.map(({ status }) => status()))).toEqual([408, 408, 408]);
    for (const { received, closed } of connections) {
      await closed;
      expect(received()).toContain('"code":"request_timeout"');
    }
    const upload = raw(`${head('POST /files', { ...form, ...length })}--b\r\n`);
    expect(await upload.status()).toBe(400);
    expect(upload.received()).toContain('RequestTimeout');
    await expectService();
  },
  timeout,
);

describe('forms', () => {
  test.each(['a revoked token', 'a good token', 'no signature', 'no length'])(
    'of 4 MB of empty parts with %s cost little',
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
    'are not read to their end: %s',
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
