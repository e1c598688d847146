import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeUpload } from '../../local/files/upload.ts';
import { answer } from '../../local/gateway/answer.ts';
import type { Peer } from '../../local/gateway/peer.ts';
import { makeBodyReader } from '../../local/gateway/read-body.ts';
import { Connections } from '../../local/limits/connections.ts';
import type { PaceRule } from '../../local/limits/pace.ts';
import { head, openRaw, type RawConnection } from '../support/raw.ts';

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const megabyte = 1024 * 1024;
/** More than the system's buffers hold. */
const body = Buffer.alloc(24 * megabyte, 'x');
const peer = { network: '192.0.2.1', wideNetwork: '192.0.2.1' } as Peer;
/** No limits except those that a test sets. */
const lenient: PaceRule = {
  stallSeconds: 600,
  totalSeconds: 600,
  graceSeconds: 0,
  minBytesPerSecond: 0,
};

/** A server with one handler and these limits; `ended`: the answers that it aborted. */
const serve = async (
  handle: Handle,
  pace = { stallSeconds: 600, minBytes: 1 },
): Promise<{ url: string; ended: Promise<boolean>[] }> => {
  const server = createServer();
  const connections = new Connections(server, () => false, pace);
  const ended: Promise<boolean>[] = [];
  server.on('request', (request, response) => {
    connections.begin(request, response);
    ended.push(
      new Promise((done) => response.once('close', () => done(response.writableFinished))),
    );
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ended };
};

/** Reads piece by piece with pauses; returns the number of bytes received. */
const readSlowly = async ({ socket, closed }: RawConnection, pauseMs: number): Promise<number> => {
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
    socket.pause();
    setTimeout(pauseMs).then(() => socket.resume());
  });
  await closed;
  return bytes;
};

describe('a reader', () => {
  const answerAll: Handle = (request, response) => answer(request, response, { status: 200, body });
  const get = (url: string) => openRaw(url, head('GET /', { Connection: 'close' }));

  test('that reads nothing is cut off', async () => {
    const { url, ended } = await serve(answerAll, { stallSeconds: 0.1, minBytes: 1 });
    const connection = get(url);
    connection.socket.pause();

    await expect.poll(() => ended.length).toBe(1);
    expect(await ended[0]).toBe(false);
    connection.socket.destroy();
  });

  test('that reads too slowly is cut off, too', async () => {
    const { url, ended } = await serve(answerAll, { stallSeconds: 0.1, minBytes: 12 * megabyte });
    const bytes = await readSlowly(get(url), 100);

    expect(bytes).toBeLessThan(body.length);
    expect(await ended[0]).toBe(false);
  });

  test('that is slow but fast enough gets everything', async () => {
    const { url, ended } = await serve(answerAll, { stallSeconds: 1, minBytes: 16 * 1024 });
    const bytes = await readSlowly(get(url), 15);

    expect(bytes).toBeGreaterThan(body.length);
    expect(await ended[0]).toBe(true);
  });
});

/** Sends single bytes until the other side closes. */
const trickle = async ({ socket, closed }: RawConnection): Promise<void> => {
  const timer = setInterval(() => socket.write('x'), 20);
  await closed;
  clearInterval(timer);
};

describe('a writer', () => {
  const post = (url: string, type: string, start = '') => {
    const headers = { 'Content-Type': type, 'Content-Length': 8 * megabyte };
    return openRaw(url, head('POST /', headers) + start);
  };
  const rules = {
    'stays below the rate': { ...lenient, minBytesPerSecond: megabyte },
    'takes too long in all': { ...lenient, totalSeconds: 0.5 },
    'says nothing more': { ...lenient, stallSeconds: 0.5 },
  };
  const names = Object.keys(rules) as (keyof typeof rules)[];

  test.each(names)('of JSON that %s is cut off', async (name) => {
    const readBody = makeBodyReader({ body: rules[name], upload: lenient });
    const found: unknown[] = [];
    const { url } = await serve(async (request, response) => {
      const limits = { limitBytes: 16 * megabyte, isForm: false };
      found.push(await readBody(request, peer, limits));
      await answer(request, response, { status: 408 });
    });
    const connection = post(url, 'application/json', '{');
    if (name !== 'says nothing more') trickle(connection);

    expect(await connection.status()).toBe(408);
    await connection.closed;
    expect(found).toEqual(['tooSlow']);
  });

  /** An upload store that records what was written, and whether it was discarded or persisted. */
  const someFiles = () => {
    const events: string[] = [];
    const draft = {
      size: 0,
      write: async (chunk: Buffer) => {
        draft.size += chunk.length;
        if (!events.includes('written')) events.push('written');
      },
      persist: async () => void events.push('persisted'),
      discard: async () => void events.push('discarded'),
    };
    const files = { accept: async () => ({ draft, minBytes: 1, maxBytes: 16 * megabyte }) };
    return { events, files: files as unknown as Parameters<typeof takeUpload>[0] };
  };
  const type = 'multipart/form-data; boundary=b';
  const partHead =
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/plain\r\n\r\n';

  test.each(names)(
    'of a file that %s is cut off, and nothing of the file is stored',
    async (name) => {
      const { events, files } = someFiles();
      const { url } = await serve((request, response) =>
        takeUpload(files, { request, response, peer }, rules[name]),
      );
      const connection = post(url, type, `${partHead}${'x'.repeat(1_000)}`);
      if (name !== 'says nothing more') trickle(connection);

      expect(await connection.status()).toBe(400);
      await connection.closed;
      expect(connection.received()).toContain('RequestTimeout');
      expect(events).toEqual(['written', 'discarded']);
    },
  );

  test('of a file that is fast enough is not cut off', async () => {
    const { events, files } = someFiles();
    const rule = { ...lenient, graceSeconds: 30, minBytesPerSecond: megabyte };
    const { url } = await serve((request, response) =>
      takeUpload(files, { request, response, peer }, rule),
    );
    const end = '\r\n--b--\r\n';
    const file = 'x'.repeat(8 * megabyte - partHead.length - end.length);
    const connection = post(url, type, partHead + file + end);

    expect(await connection.status()).toBe(204);
    expect(events).toEqual(['written', 'persisted']);
    connection.socket.destroy();
  });
});
