import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { socketHub } from '#backend';
import { limits, processLimits } from '#contracts/limits.ts';
import type { SocketRouteKey } from '#contracts/realtime.ts';
import { closeCodes, frameErrors } from '#contracts/socket/socket-codes.ts';
import { maxSockets } from '../limits/open-files.ts';
import { Slots } from '../limits/slots.ts';
import { logFailure } from '../log-failure.ts';
import { loadSocketFunctions } from './functions.ts';
import type { Peer } from './peer.ts';
import type { SocketIdentity } from './socket-events.ts';
import { connectEvent, disconnectEvent, messageEvent, routeOfFrame } from './socket-events.ts';
import { isOver, newUse, notePing, type SocketUse, spend } from './socket-limits.ts';

const sweepMs = 15_000;

/** Separate from the argument, since the types of ws lack `closeTimeout`. */
const serverOptions = {
  noServer: true,
  maxPayload: limits.socket.frameBytes,
  maxFragments: processLimits.socketFragments,
  closeTimeout: processLimits.socketCloseSeconds * 1_000,
};

interface Open {
  readonly identity: SocketIdentity;
  readonly socket: WebSocket;
  readonly use: SocketUse;
}

/** Refuses a handshake with a status and closes the stream, even if the client does not. */
export const refuseUpgrade = (stream: Duplex, status: number): void => {
  stream.on('error', () => stream.destroy());
  const retry = status === 503 ? 'Retry-After: 1\r\n' : '';
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n${retry}Content-Length: 0\r\n\r\n`,
    () => stream.destroy(),
  );
};

/**
 * The WebSocket API of this process. As on AWS, the handshake completes after `$connect` has returned,
 * frames over 32 KB close the socket with 1009, idle and old sockets are closed.
 */
export const makeWebSocketGateway = async () => {
  const functions = await loadSocketFunctions();
  const server = new WebSocketServer(serverOptions);
  const open = new Set<Open>();
  /** Open sockets and handshakes. */
  const places = new Slots({ ...processLimits.sockets, total: maxSockets() });
  const running = new Set<Promise<unknown>>();
  let isClosing = false;

  const invoke = (routeKey: SocketRouteKey, event: unknown): Promise<unknown> => {
    const run = functions.get(routeKey)?.(event) ?? Promise.reject(new Error(routeKey));
    const settled = run.catch((error: unknown) => logFailure('frame', error));
    running.add(settled);
    settled.finally(() => running.delete(settled));
    return settled;
  };

  const tooManyFrames = (socket: WebSocket): void => {
    const payload = { code: 'too_many_frames', detail: frameErrors.too_many_frames };
    socket.send(JSON.stringify({ type: 'error', payload }));
    socket.close(closeCodes.policyViolation);
  };

  const onFrame = (entry: Open, data: RawData, isBinary: boolean): void => {
    const { socket, identity } = entry;
    // Frames that arrive while the socket is closing are ignored.
    if (socket.readyState !== socket.OPEN) return;
    if (isBinary) {
      socket.close(closeCodes.unsupportedData);
    } else if (!spend(entry.use, Date.now())) {
      tooManyFrames(socket);
    } else {
      const body = String(data);
      const routeKey = routeOfFrame(body);
      if (routeKey === 'ping') notePing(entry.use, Date.now());
      invoke(routeKey, messageEvent(identity, routeKey, body));
    }
  };

  /** Counts protocol pings and pongs as frames, too: reading them costs the same. */
  const onControlFrame = ({ socket, use }: Open): void => {
    if (socket.readyState === socket.OPEN && !spend(use, Date.now())) tooManyFrames(socket);
  };

  const accept = (socket: WebSocket, identity: SocketIdentity): void => {
    const entry: Open = { identity, socket, use: newUse(identity.connectedAt, Date.now()) };
    open.add(entry);
    // A protocol error (frame too large, invalid UTF-8) closes the socket with its own code.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => onFrame(entry, data, isBinary));
    socket.on('ping', () => onControlFrame(entry)).on('pong', () => onControlFrame(entry));
    socket.on('close', () => {
      open.delete(entry);
      socketHub.detach(identity.connectionId);
      invoke('$disconnect', disconnectEvent(identity));
    });
    socketHub.attach(identity.connectionId, {
      get bufferedAmount() {
        return socket.bufferedAmount;
      },
      send: (data) => socket.send(data),
      close: (code) => socket.close(code),
      terminate: () => socket.terminate(),
    });
  };

  const sweep = setInterval(() => {
    const now = Date.now();
    for (const { socket, use } of open) {
      if (isOver(use, now)) socket.close(closeCodes.goingAway);
    }
  }, sweepMs);
  sweep.unref();

  return {
    /** Authenticates by `$connect`, then upgrades; refuses with an HTTP status. */
    upgrade: async (
      request: IncomingMessage,
      stream: Duplex,
      { head, peer }: { head: Buffer; peer: Peer },
    ): Promise<void> => {
      stream.on('error', () => stream.destroy());
      if (!places.take(peer)) return refuseUpgrade(stream, 503);
      stream.once('close', () => places.give(peer));
      const connectionId = `${randomBytes(11).toString('base64url')}=`;
      const identity: SocketIdentity = { connectionId, connectedAt: Date.now(), request, peer };
      socketHub.expect(connectionId);
      const result = (await invoke('$connect', connectEvent(identity))) as
        | { statusCode: number }
        | undefined;
      const status = isClosing ? 503 : (result?.statusCode ?? 500);
      if (status >= 400) {
        socketHub.detach(connectionId);
        return refuseUpgrade(stream, status);
      }
      let isOpen = false;
      server.handleUpgrade(request, stream, head, (socket) => {
        isOpen = true;
        accept(socket, identity);
      });
      // The client disconnected meanwhile, or its handshake was malformed.
      if (isOpen) return;
      socketHub.detach(connectionId);
      await invoke('$disconnect', disconnectEvent(identity));
    },
    /** Closes all sockets and waits until their `$disconnect` has run. */
    close: async (): Promise<void> => {
      isClosing = true;
      clearInterval(sweep);
      for (const { socket } of open) socket.close(closeCodes.goingAway);
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
