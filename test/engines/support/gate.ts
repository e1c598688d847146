import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { collector, collectorPath } from './collector.ts';

/** A proxy that can be closed, to simulate a lost connection. Adds the log collector to pages. */
export interface Gate {
  readonly url: string;
  /** Cuts every connection and refuses new ones. */
  shut(): void;
  open(): void;
  close(): Promise<void>;
}

const sendPage = async (response: IncomingMessage, answer: ServerResponse): Promise<void> => {
  const page = await text(response);
  const { 'content-length': _, ...headers } = response.headers;
  answer.writeHead(response.statusCode ?? 502, headers);
  answer.end(page.replace('<head>', `<head><script src="${collectorPath}"></script>`));
};

const forward = (target: URL, incoming: IncomingMessage, answer: ServerResponse): void => {
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const { method, url: path } = incoming;
  const { hostname: host, port } = target;
  const asked = request({ host, port, method, path, headers }, (response) => {
    if (response.headers['content-type']?.startsWith('text/html')) {
      void sendPage(response, answer);
      return;
    }
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  asked.on('error', () => answer.destroy());
  incoming.pipe(asked);
};

/** Forwards a WebSocket handshake, then bytes in both directions. */
const tunnel = (target: URL, incoming: IncomingMessage, socket: Duplex, head: Buffer): Socket => {
  const outgoing = connect(Number(target.port), target.hostname);
  const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  outgoing.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
  outgoing.write(head);
  socket.pipe(outgoing).pipe(socket);
  socket.on('close', () => outgoing.destroy());
  outgoing.on('close', () => socket.destroy());
  return outgoing;
};

export const openGate = async (url: string): Promise<Gate> => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isOpen = true;
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    if (!isOpen) socket.destroy();
  };
  const server = createServer((incoming, answer) => {
    if (incoming.url === collectorPath) answer.setHeader('content-type', 'text/javascript');
    if (incoming.url === collectorPath) answer.end(collector);
    else forward(target, incoming, answer);
  });
  server.on('connection', hold);
  server.on('upgrade', (incoming, socket, head) => hold(tunnel(target, incoming, socket, head)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://localhost:${address.port}`,
    shut: () => {
      isOpen = false;
      cut();
    },
    open: () => {
      isOpen = true;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
};
