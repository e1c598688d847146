import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite } from '#local/site/built-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-site-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'removed.txt'), 'x');
writeFileSync(join(folder, 'large.txt'), Buffer.alloc(4 * 1024 * 1024, 'x'));
mkdirSync(join(folder, 'assets'));
mkdirSync(join(folder, '.vite'));
writeFileSync(join(folder, '.vite', 'manifest.json'), '{}');
writeFileSync(join(folder, 'assets', 'a-1.js'), 'a()');
writeFileSync(join(folder, 'assets', 'a-1.js.gz'), gzipSync('a()'));
writeFileSync(join(folder, 'assets', 'a-1.js.br'), brotliCompressSync('a()'));
const server = createServer();
let asked = 0;

beforeAll(async () => {
  const site = builtSite(folder);
  server.on('request', (request, response) => {
    asked++;
    site.handle(request, response, false);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const linkOf = (fd: string): string => {
  try {
    return readlinkSync(join('/proc/self/fd', fd));
  } catch {
    return '';
  }
};
const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).startsWith(folder)).length;

/** Requests the file and disconnects, before the answer or with its first bytes. */
const leave = (isAnswered: boolean): Promise<void> =>
  new Promise((resolve) => {
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').on('close', () => resolve());
    socket.write('GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n', () => {
      if (isAnswered) socket.once('data', () => socket.destroy());
      else socket.destroy();
    });
  });

const isLinux = process.platform === 'linux';
test.skipIf(!isLinux)(
  'a client that disconnects leaves no file open (needs /proc: Linux)',
  async () => {
    for (let n = 0; n < 30; n++) await Promise.all([leave(true), leave(false)]);
    await expect.poll(openFiles).toBe(0);
  },
);

const urlOf = (path: string): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

test.each([
  'bytes=10-5',
  'bytes=-5--3',
  'bytes=--5',
  'bytes=0-0',
  'bytes=0-1,2-3',
  'bytes=99999999-',
  'bytes=9007199254740993-9007199254740994',
  'items=2-1',
  'bytes=',
])('the range %s returns the whole file', async (range) => {
  const answer = await fetch(urlOf('/index.html'), { headers: { range } });
  expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html>']);
});

test('a file that was removed from disk is still served', async () => {
  unlinkSync(join(folder, 'removed.txt'));
  expect(await (await fetch(urlOf('/removed.txt'))).text()).toBe('x');
});

test('any path is answered quickly', async () => {
  const started = performance.now();
  for (const path of [
    `/${'a.a'.repeat(60)}!`,
    `/${'a.'.repeat(4_000)}!`,
    `/${'%2e'.repeat(2_000)}`,
  ]) {
    expect((await fetch(urlOf(path))).status).toBe(200);
  }
  // A pattern that tries all ways to split the first one would practically never end.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test.each([
  ['/', 200, 'text/html;charset=utf-8', 'no-cache'],
  ['/c/1', 200, 'text/html;charset=utf-8', 'no-cache'],
  ['/assets/page', 200, 'text/html;charset=utf-8', 'no-cache'],
  ['/assets/a-1.js', 200, 'text/javascript', 'public, max-age=31536000, immutable'],
  ['/assets/b-1.js', 404, null, null],
  ['/.vite/manifest.json', 404, null, null],
  ['/%zz', 200, 'text/html;charset=utf-8', 'no-cache'],
  ['/..%2f..%2fetc/passwd', 200, 'text/html;charset=utf-8', 'no-cache'],
])('%s is %i, %s, %s', async (path, status, type, caching) => {
  const { status: answered, headers } = await fetch(urlOf(path));
  expect([answered, headers.get('content-type'), headers.get('cache-control')]).toEqual([
    status,
    type,
    caching,
  ]);
});

test('the smallest variant that the client accepts is sent, and 304 if the client has it', async () => {
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ] as const) {
    const headers = { 'accept-encoding': accepted };
    const first = await fetch(urlOf('/assets/a-1.js'), { headers });
    expect([first.headers.get('content-encoding'), await first.text()]).toEqual([encoding, 'a()']);
    const known = { ...headers, 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await fetch(urlOf('/assets/a-1.js'), { headers: known })).status).toBe(304);
  }
  const head = await fetch(urlOf('/large.txt'), { method: 'HEAD' });
  expect([head.headers.get('content-length'), await head.text()]).toEqual(['4194304', '']);
});

test('a client that sends many requests and reads nothing does not fill the memory', async () => {
  const before = process.memoryUsage.rss();
  const { port } = server.address() as AddressInfo;
  const request = 'GET /large.txt HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1').pause());
  for (const socket of sockets) socket.on('error', () => undefined).write(request.repeat(16));
  await expect.poll(() => asked).toBeGreaterThanOrEqual(1_600);
  await fetch(urlOf('/index.html'));
  expect(openFiles()).toBe(0);
  // File streams would take 130 KB each.
  expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  for (const socket of sockets) socket.destroy();
});
