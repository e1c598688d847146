import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { post } from '#functions/adapters/web-push/post.ts';
import { makePlace, originOf } from '../../support/push-service/place.ts';

const folder = mkdtempSync(join(tmpdir(), 'parley-post-'));
const before = getCACertificates('default');
let endpoint = '';
let reply: RequestListener;
let requests: string[] = [];
let connections = 0;
let server: ReturnType<typeof createServer>;

beforeAll(async () => {
  const place = await makePlace(folder);
  setDefaultCACertificates([...before, place.cert]);
  server = createServer({ cert: place.cert, key: place.key }, (request, response) => {
    requests.push(request.url ?? '');
    request.resume();
    reply(request, response);
  });
  server.on('connection', () => {
    connections++;
  });
  await new Promise<void>((done) => server.listen(place.port, '127.0.0.1', done));
  endpoint = `${originOf(place)}/one`;
});
afterAll(async () => {
  setDefaultCACertificates(before);
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  requests = [];
  connections = 0;
});

const send = (isTrusted = true) =>
  post(endpoint, {}, Buffer.from('body'), { isTrusted, now: Date.UTC(2026, 0, 1) });

describe('a request to a push service', () => {
  it('follows no redirect', async () => {
    reply = (_, response) => response.writeHead(307, { location: '/two' }).end();

    expect(await send()).toEqual({ status: 307, retryAfterSeconds: null });
    expect(requests).toEqual(['/one']);
  });

  it('is never sent to a private address: the connection itself resolves the name', async () => {
    reply = (_, response) => response.writeHead(201).end();

    await expect(send(false)).rejects.toThrow('localhost has no public address');
    // Nor over a connection that a trusted request has left open.
    await send();
    await expect(send(false)).rejects.toThrow('no public address');
    expect(requests).toEqual(['/one']);
  });

  it('is answered before the end of an endless body, which is cut off', async () => {
    const closed = new Promise<void>((done) => {
      reply = (_, response) => {
        response.writeHead(201);
        const more = (): void => void response.write(Buffer.alloc(65_536), more);
        more();
        response.on('close', done).on('error', () => undefined);
      };
    });

    expect((await send()).status).toBe(201);
    await closed;
  });

  it('reuses the connection', async () => {
    reply = (_, response) => response.writeHead(201).end('Created');

    for (let n = 0; n < 5; n++) await send();

    expect(connections).toBeLessThanOrEqual(1);
    expect(requests.length).toBe(5);
  });

  it.each([
    ['120', 120],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
    ['Thu, 01 Jan 2025 00:00:00 GMT', 0],
    ['soon', null],
    ['99999999999', null],
  ])('reads Retry-After: %s', async (header, seconds) => {
    reply = (_, response) => response.writeHead(429, { 'retry-after': header }).end();

    expect(await send()).toEqual({ status: 429, retryAfterSeconds: seconds });
  });
});
