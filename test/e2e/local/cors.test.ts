import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, makeClient, newName, password } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';

const site = 'https://chat.example';
const other = 'http://localhost:5173';
const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;

beforeAll(async () => {
  const origins = ['--cors-origin', site, '--cors-origin', other];
  parley = await startParley(['--data', data.path, '--api-only', ...origins]);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

const corsOf = ({ headers }: { headers: Headers }) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const preflight = (origin: string, path = '/messages') =>
  client.call('OPTIONS', path, {
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

test.each([site, other])(
  'a page of %s may send requests and read the responses',
  async (origin) => {
    const asked = await preflight(origin);
    const refused = await client.call('GET', '/users/me', { headers: { origin } });
    const answered = await client.call('GET', '/health', { headers: { origin } });

    expect(asked.status).toBe(204);
    expect(corsOf(asked)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,POST,PUT,PATCH,DELETE',
      'access-control-allow-headers': 'authorization,content-type',
      'access-control-expose-headers': 'location,retry-after',
      'access-control-max-age': '3600',
    });
    // Also on answers of the gateway: a page must be able to read that its token has expired.
    expect([refused.status, answered.status]).toEqual([401, 200]);
    for (const answer of [refused, answered]) {
      expect(corsOf(answer)).toEqual({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'location,retry-after',
      });
      expect(answer.headers.get('vary')).toMatch(/origin/i);
    }
  },
);

test.each([
  'https://elsewhere.example',
  'https://chat.example:8443',
  'http://chat.example',
  'https://chat.example.evil.example',
  'null',
])('a page of %s may not', async (origin) => {
  expect(corsOf(await preflight(origin))).toEqual({});
  expect(corsOf(await client.call('GET', '/health', { headers: { origin } }))).toEqual({});
});

test('cookie mode is for the own origin only', async () => {
  const json = { username: newName(), password };
  const headers = { origin: site, 'x-parley-client': 'web' };
  const answer = await client.call('POST', '/auth/register', { json, headers });

  expect([answer.status, answer.body.code]).toEqual([403, 'forbidden_origin']);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
});

test('OPTIONS without a preflight is a wrong method', async () => {
  const answer = await client.call('OPTIONS', '/messages');
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

test('without the option there is no CORS', async () => {
  const folder = newDataFolder();
  const plain = await startParley(['--data', folder.path, '--api-only']);
  const headers = { origin: site, 'access-control-request-method': 'GET' };
  const asked = await makeClient(plain.url).call('OPTIONS', '/health', { headers });
  await plain.stop();
  folder.remove();

  expect(asked.status).toBe(405);
  expect(corsOf(asked)).toEqual({});
});
