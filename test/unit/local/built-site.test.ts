import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtSite } from '../../../local/site/built-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-site-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html>');
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
