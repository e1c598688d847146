import { WebSocket } from 'ws';
import { head, rawConnection } from '../raw.ts';
import type { Finding, Row } from '../row.ts';
import { rules, tally, times } from '../row.ts';
import type { Target } from '../target.ts';

const handshakes: Row = {
  id: 'S3f',
  title: '500 handshakes without a ticket',
  run: async (target) => {
    const { check, broken } = rules();
    const key = 'dGhlIHNhbXBsZSBub25jZQ==';
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': 13,
      'Sec-WebSocket-Key': key,
    };
    const statuses = await times(500, async () => {
      const connection = rawConnection(target);
      connection.socket.write(head('GET', '/ws?ticket=none', headers));
      const status = await connection.status(30_000);
      connection.socket.destroy();
      return status;
    });
    check(
      statuses.every((status) => status === null || status >= 400),
      `each is refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

/** A socket of a new account. */
const openSocket = async (target: Target): Promise<WebSocket> => {
  const { token } = await target.register();
  const { body } = await target.client.call('POST', '/realtime/ticket', { token });
  const socket = new WebSocket(`${target.url.replace(/^http/, 'ws')}/ws?ticket=${body.ticket}`);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('open', resolve));
  return socket;
};

/** Sends many frames on one socket; the server must close it. */
const flood = async (
  target: Target,
  count: number,
  send: (socket: WebSocket, closed: Promise<boolean>) => Promise<unknown>,
): Promise<Finding> => {
  const { check, broken } = rules();
  const socket = await openSocket(target);
  const closed = new Promise<boolean>((resolve) => {
    socket.once('close', () => resolve(true));
    setTimeout(() => resolve(false), 30_000).unref();
  });
  for (let index = 0; index < count; index++) await send(socket, closed);
  check(await closed, 'who sends too much is closed');
  socket.terminate();
  return { requests: count, broken };
};

const frames: Row = {
  id: 'S4b',
  title: '20,000 frames of garbage on one socket',
  run: (target) => flood(target, 20_000, async (socket) => socket.send('{"action":"typing"}')),
};

const pings: Row = {
  id: 'S4c',
  title: '3,000 pings of the WebSocket protocol on one socket, each answer read',
  run: (target) =>
    flood(target, 3_000, async (socket, closed) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.ping();
      await Promise.race([closed, new Promise((resolve) => socket.once('pong', resolve))]);
    }),
};

const pongs: Row = {
  id: 'S4d',
  title: '20,000 pongs that answer no ping on one socket',
  run: (target) => flood(target, 20_000, async (socket) => socket.pong()),
};

export const socketRows: readonly Row[] = [handshakes, frames, pings, pongs];
