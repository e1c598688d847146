import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { readConfig, warningsOf } from '#local/config.ts';
import { type Client, makeClient, newName, password } from '../../support/client.ts';
import {
  newDataFolder,
  type ParleyProcess,
  runParley,
  startParley,
} from '../../support/parley-process.ts';
import { head, openRaw } from '../../support/raw.ts';

const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--trust-proxy', '127.0.0.1']);
  client = makeClient(parley.url);
}, 180_000);
afterAll(async () => {
  await parley.stop();
  data.remove();
});

/** Headers of nginx and Caddy for a browser at https://chat.example. */
const proxied = (address = '203.0.113.7') => ({
  'x-forwarded-for': address,
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'chat.example',
});

describe('behind a trusted proxy with TLS', () => {
  test('the cookie is Secure, links are https, and the site requires HTTPS', async () => {
    const registered = await client.call('POST', '/auth/register', {
      json: { username: newName(), password },
      headers: { ...proxied(), origin: 'https://chat.example', 'x-parley-client': 'web' },
    });
    const announced = await client.call('POST', '/attachments', {
      token: registered.body.access_token,
      json: { filename: 'a.txt', mime: 'text/plain', size_bytes: 4 },
      headers: proxied(),
    });
    const page = await fetch(parley.url, { headers: proxied() });
    const plain = await fetch(parley.url);

    expect(registered.status).toBe(201);
    expect(registered.headers.get('set-cookie')).toMatch(/; Secure/);
    expect(announced.body.upload.url).toBe('https://chat.example/files');
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age/);
    expect(plain.headers.get('strict-transport-security')).toBeNull();
  });

  test('an idle connection stays open for longer than the 60 s of most proxies', async () => {
    const answer = await fetch(`${parley.url}/api/health`);

    expect(answer.headers.get('keep-alive')).toBe('timeout=65');
  });

  test('users have separate addresses: guesses from one do not lock out another', async () => {
    const { username } = await client.register();
    const signIn = (address: string, guess: string) =>
      client.call('POST', '/auth/token', {
        json: { username, password: guess },
        headers: proxied(address),
      });
    const guesses = limits.attempts.perNameAndAddress;
    for (let n = 0; n < guesses; n++) await signIn('203.0.113.8', 'Wrong-Pass-1');

    expect((await signIn('203.0.113.8', 'Wrong-Pass-1')).status).toBe(429);
    expect((await signIn('203.0.113.9', password)).status).toBe(200);
    // Forged addresses before the client's own one change nothing.
    expect((await signIn('198.51.100.1, 203.0.113.8', 'Wrong-Pass-1')).status).toBe(429);
  });

  test.each([
    ['an address that is none', 'X-Forwarded-For: nobody'],
    ['two headers', 'X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-For: x, y'],
    [
      'two schemes and hosts',
      'X-Forwarded-Proto: a\r\nX-Forwarded-Proto: b\r\nX-Forwarded-Host: [\r\nX-Forwarded-Host: %',
    ],
  ])('%s are ignored', async (_what, lines) => {
    const request = head('GET /api/health').replace('\r\n\r\n', `\r\n${lines}\r\n\r\n`);
    const connection = openRaw(parley.url, request);
    expect(await connection.status()).toBe(200);
    connection.socket.destroy();
  });
});

test('a trusted proxy that is not an address is refused at the start', async () => {
  const wrong = await runParley(['--trust-proxy', 'chat.example']);

  expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('--trust-proxy')]);
});

test('an open port causes a warning, unless TLS or a proxy is in front', () => {
  const warned = (...more: string[]) =>
    warningsOf(readConfig(['--host', '203.0.113.1', ...more], {}));

  expect(warned()).toEqual([expect.stringContaining('--trust-proxy')]);
  expect(warned('--trust-proxy', '127.0.0.1')).toEqual([]);
  expect(warned('--tls-cert', 'chain.pem', '--tls-key', 'key.pem')).toEqual([]);
  expect(warningsOf(readConfig([], {}))).toEqual([]);
});
