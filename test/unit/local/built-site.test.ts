import { mkdtempSync, readdirSync, readlinkSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite } from '../../../local/site/built-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-site-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
writeFileSync(join(folder, 'removed.txt'), 'x');
writeFileSync(join(folder, 'large.txt'), Buffer.alloc(4 * 1024 * 1024, 'x'));
const server = createServer();

beforeAll(async () => {
  const site = builtSite(folder);
  server.on('request', (request, response) => site.handle(request, response, false));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
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

/** Asks for the file, and leaves before the answer or with its first bytes. */
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
test.skipIf(!isLinux)('who leaves leaves no file open (needs /proc: Linux)', async () => {
  for (let n = 0; n < 30; n++) await Promise.all([leave(true), leave(false)]);
  await expect.poll(openFiles).toBe(0);
});

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
])('the range %s gets all of a file', async (range) => {
  const answer = await fetch(urlOf('/index.html'), { headers: { range } });
  expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html>']);
});

test('a file that was removed meanwhile breaks one answer, not the process', async () => {
  unlinkSync(join(folder, 'removed.txt'));
  await expect(fetch(urlOf('/removed.txt')).then((answer) => answer.text())).rejects.toThrow();
  expect((await fetch(urlOf('/index.html'))).status).toBe(200);
});
