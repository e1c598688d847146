import { writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newName, password } from '../../support/client.ts';
import {
  newDataFolder,
  type ParleyProcess,
  runParley,
  startParley,
} from '../../support/parley-process.ts';
import { openSocket } from '../../support/socket.ts';

const folder = newDataFolder();
const file = (name: string): string => join(folder.path, name);
let ca: string;
let parley: ParleyProcess;

/** A certificate for localhost, like a self-made one for a LAN. */
const makeCertificate = async (name: string): Promise<string> => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  writeFileSync(file(`${name}.crt`), cert);
  writeFileSync(file(`${name}.key`), key);
  return cert;
};

beforeAll(async () => {
  ca = await makeCertificate('own');
  await makeCertificate('other');
  const tls = ['--tls-cert', file('own.crt'), '--tls-key', file('own.key')];
  parley = await startParley(['--data', file('data'), '--api-only', ...tls]);
});
afterAll(async () => {
  await parley.stop();
  folder.remove();
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  // biome-ignore lint/suspicious/noExplicitAny: read as any client would
  readonly body: any;
}

const post = (path: string, json: object, headers: Record<string, string> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = { 'content-type': 'application/json', ...headers };
    request(`${parley.url}/api${path}`, { method: 'POST', ca, headers: sent }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: JSON.parse(text),
        }),
      );
    })
      .on('error', reject)
      .end(JSON.stringify(json));
  });

test('serves HTTPS to clients that trust the certificate, and no plain HTTP', async () => {
  const registered = await post('/auth/register', { username: newName(), password });

  expect(parley.url).toMatch(/^https:\/\/localhost:\d+$/);
  expect(registered.status).toBe(201);
  await expect(fetch(`${parley.url}/api/health`)).rejects.toThrow();
  await expect(fetch(`${parley.url.replace('https', 'http')}/api/health`)).rejects.toThrow();
});

test('the cookie of the site is Secure', async () => {
  const json = { username: newName(), password };
  const headers = { origin: parley.url, 'x-parley-client': 'web' };
  const { status, headers: answered } = await post('/auth/register', json, headers);

  expect(status).toBe(201);
  expect(answered['set-cookie']?.join()).toMatch(/HttpOnly; SameSite=Strict; Secure/);
});

test('sockets open over wss', async () => {
  const { body } = await post('/auth/register', { username: newName(), password });
  const address = `${parley.url.replace('https', 'wss')}/ws?token=${body.access_token}`;
  const socket = await openSocket(address, { ca });
  socket.send({ action: 'ping' });

  expect((await socket.next(({ type }) => type === 'pong')).payload).toEqual({
    socket_id: expect.any(String),
  });
  await socket.close();
});

describe('refuses to start, in one line,', () => {
  const start = async (cert: string, key?: string) => {
    const tls = ['--tls-cert', file(cert), ...(key ? ['--tls-key', file(key)] : [])];
    const data = file('never');
    const { code, output } = await runParley(['--port', '0', '--data', data, '--api-only', ...tls]);
    return { code, lines: output.trim().split('\n') };
  };

  test.each([
    ['without the key', 'own.crt', undefined, /--tls-cert and --tls-key go together/],
    ['without the file', 'gone.crt', 'own.key', /--tls-cert cannot be read: ENOENT.*gone\.crt/],
    ['with a key for a certificate', 'own.key', 'own.key', /--tls-cert must be a certificate/],
    ['with a certificate for a key', 'own.crt', 'own.crt', /--tls-key must be a private key/],
    ['with the key of another', 'own.crt', 'other.key', /--tls-key must be the key of/],
  ])('%s', async (_what, cert, key, words) => {
    const { code, lines } = await start(cert, key);

    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^Parley cannot start: /);
    expect(lines[0]).toMatch(words);
  });
});
