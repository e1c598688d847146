import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Client, makeClient } from '../../support/client.ts';
import { newDataFolder, type ParleyProcess, startParley } from '../../support/parley-process.ts';
import { head, openRaw } from '../../support/raw.ts';
import { openSocket } from '../../support/socket.ts';

const data = newDataFolder();
let parley: ParleyProcess;
let client: Client;

beforeAll(async () => {
  parley = await startParley(['--data', data.path, '--api-only']);
  client = makeClient(parley.url);
});
afterAll(async () => {
  await parley.stop();
  data.remove();
});

const socketUrl = (token: string) => `${parley.url.replace('http', 'ws')}/ws?token=${token}`;

test('a client that disconnects during the handshake leaves no registration behind', async () => {
  const { ada, bob, conversationId } = await client.pair();
  const { hostname, port } = new URL(parley.url);
  for (let n = 0; n < 5; n++) {
    await new Promise<void>((resolve) => {
      const stream = connect(Number(port), hostname, () => {
        stream.write(
          `GET /ws?token=${bob.token} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
        stream.destroy();
        resolve();
      });
    });
  }
  const peer = async () =>
    (await client.call('GET', `/conversations/${conversationId}`, { token: ada.token })).body.peer;
  await expect.poll(async () => (await peer()).online).toBe(false);
});

test('an offer of another protocol is ignored', async () => {
  const status = await new Promise((resolve, reject) => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' };
    request(`${parley.url}/api/health`, { headers }, (answer) => resolve(answer.statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
});

test('too many frames close the socket', async () => {
  const ada = await client.register();
  const socket = await openSocket(socketUrl(ada.token));
  for (let n = 0; n < 200; n++) socket.send({ action: 'ping' });
  expect((await socket.next(({ type }) => type === 'error')).payload.code).toBe('too_many_frames');
  expect(await socket.closed).toBe(1008);
});

const openPlain = async () => {
  const socket = new WebSocket(socketUrl((await client.register()).token));
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  return { socket, closed: new Promise<number>((resolve) => socket.once('close', resolve)) };
};

test('too many protocol pings close the socket, even if each is answered', async () => {
  const { socket, closed } = await openPlain();
  const answered = (): Promise<unknown> =>
    Promise.race([closed, new Promise((resolve) => socket.once('pong', resolve))]);
  for (let n = 0; n < 200 && socket.readyState === WebSocket.OPEN; n++) {
    socket.ping();
    await answered();
  }
  expect(await closed).toBe(1008);
});

test('a frame in hundreds of pieces closes the socket', async () => {
  const { socket, closed } = await openPlain();
  for (let n = 0; n < 300; n++) socket.send(n === 0 ? '{' : '', { fin: false });
  expect(await closed).toBe(1008);
});

test('too many pongs cut off a client, even one that never closes', async () => {
  const { token } = await client.register();
  const handshake = head(`GET /ws?token=${token}`, {
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': 13,
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  });
  const raw = openRaw(parley.url, handshake);
  expect(await raw.status()).toBe(101);
  raw.socket.write(Buffer.alloc(200 * 6, Buffer.from([0x8a, 0x80, 0, 0, 0, 0])));
  await raw.closed;
  expect(raw.received()).toContain('too_many_frames');
});
