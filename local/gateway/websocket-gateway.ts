import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { socketHub } from '#backend';
import { limits } from '../../functions/contracts/limits.ts';
import type { SocketRouteKey } from '../../functions/contracts/realtime.ts';
import { loadSocketFunctions } from './functions.ts';
import type { SocketIdentity } from './socket-events.ts';
import { connectEvent, disconnectEvent, messageEvent, routeOfFrame } from './socket-events.ts';

const goingAway = 1001;
const unsupportedData = 1003;
const sweepMs = 15_000;

interface Open {
  readonly identity: SocketIdentity;
  readonly socket: WebSocket;
  lastActivity: number;
}

const refuse = (stream: Duplex, status: number): void => {
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
};

/**
 * The WebSocket API of this process. As on AWS the handshake is answered after `$connect` returned,
 * frames over 32 KB close the socket with 1009, idle sockets and old ones are closed.
 */
export const makeWebSocketGateway = async () => {
  const functions = await loadSocketFunctions();
  const server = new WebSocketServer({ noServer: true, maxPayload: limits.socket.frameBytes });
  const open = new Set<Open>();
  const running = new Set<Promise<unknown>>();

  const invoke = (routeKey: SocketRouteKey, event: unknown): Promise<unknown> => {
    const run = functions.get(routeKey)?.(event) ?? Promise.reject(new Error(routeKey));
    const settled = run.catch((error: unknown) => console.error(error));
    running.add(settled);
    settled.finally(() => running.delete(settled));
    return settled;
  };

  const accept = (socket: WebSocket, identity: SocketIdentity): void => {
    const entry: Open = { identity, socket, lastActivity: Date.now() };
    open.add(entry);
    socketHub.attach(identity.connectionId, {
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
      send: (data) => {
        entry.lastActivity = Date.now();
        socket.send(data);
      },
      close: (code) => socket.close(code),
      terminate: () => socket.terminate(),
    });
    socket.on('message', (data, isBinary) => {
      entry.lastActivity = Date.now();
      if (isBinary) return socket.close(unsupportedData);
      const body = String(data);
      const routeKey = routeOfFrame(body);
      invoke(routeKey, messageEvent(identity, routeKey, body));
    });
    // A protocol error (a frame too large, bad UTF-8) closes the socket by itself, with its code.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(entry);
      socketHub.detach(identity.connectionId);
      invoke('$disconnect', disconnectEvent(identity));
    });
  };

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const { identity, socket, lastActivity } of open) {
      const isIdle = now - lastActivity > limits.socket.idleSeconds * 1_000;
      const isOld = now - identity.connectedAt > limits.socket.maxAgeSeconds * 1_000;
      if (isIdle || isOld) socket.close(goingAway);
    }
  }, sweepMs);
  sweep.unref();

  return {
    /** Authenticates by `$connect`, then upgrades; a refusal is an HTTP status. */
    upgrade: async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
      stream.on('error', () => stream.destroy());
      const connectionId = `${randomBytes(11).toString('base64url')}=`;
      const identity: SocketIdentity = { connectionId, connectedAt: Date.now(), request };
      const result = (await invoke('$connect', connectEvent(identity))) as
        | { statusCode: number }
        | undefined;
      const status = result?.statusCode ?? 500;
      if (status >= 400) return refuse(stream, status);
      if (stream.destroyed) {
        await invoke('$disconnect', disconnectEvent(identity));
        return;
      }
      server.handleUpgrade(request, stream, head, (socket) => accept(socket, identity));
    },
    /** Closes all sockets and waits until their `$disconnect` has run. */
    close: async (): Promise<void> => {
      clearInterval(sweep);
      for (const { socket } of open) socket.close(goingAway);
      const closed = [...open].map(
        ({ socket }) => new Promise((resolve) => socket.once('close', resolve)),
      );
      const patience = setTimeout(() => {
        for (const { socket } of open) socket.terminate();
      }, 1_000);
      await Promise.all(closed);
      clearTimeout(patience);
      await Promise.all(running);
    },
  };
};
