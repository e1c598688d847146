import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

export interface Asked {
  readonly method: string;
  /** Including the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
export interface Given {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Changes to the traffic. Each part may mutate its argument. */
export interface Sabotage {
  /** Before the server: a result replaces the server's response. */
  readonly ask?: (asked: Asked) => Partial<Given> | undefined;
  /** After the server. */
  readonly answer?: (given: Given, asked: Asked) => void;
  /** For a handshake: a status refuses it. Returning a path changes the query. */
  readonly handshake?: (path: string, headers: IncomingHttpHeaders) => number | string | undefined;
  /** Frames of the server: null drops one. */
  readonly frame?: (text: string) => string | null;
  /** Frames of the client: null drops one, a number closes the client's socket with this code. */
  readonly sent?: (data: Buffer, isBinary: boolean) => Buffer | number | null;
  /** The close code that the client sees. */
  readonly close?: (code: number) => number | null;
}

export interface Saboteur {
  readonly url: string;
  /** Replaces the sabotage; `{}` passes everything on. */
  sabotage(next: Sabotage): void;
  close(): Promise<void>;
}

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length'];
const forwarded = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.includes(name)));

const read = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const refuse = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

const isSendable = (code: number): boolean =>
  code >= 3_000 || [1000, 1001, 1003, 1008, 1009, 1011].includes(code);

/**
 * A proxy in front of a Parley that can break one assumption at a time. Keeps the Host header, so that links
 * to files go through it, too.
 */
export const startSaboteur = async (parley: string): Promise<Saboteur> => {
  const { port } = new URL(parley);
  let current: Sabotage = {};

  const forward = (asked: Asked): Promise<Given> =>
    new Promise((resolve, reject) => {
      const { method, path, body } = asked;
      const headers = { ...forwarded(asked.headers), 'content-length': String(body.length) };
      const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers });
      sent.once('error', reject);
      sent.once('response', async (response) => {
        const bytes = await read(response).catch(() => Buffer.alloc(0));
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes });
      });
      sent.end(body);
    });

  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request;
    try {
      const asked: Asked = { method, path, headers, body: await read(request) };
      const own = current.ask?.(asked);
      const given = own
        ? { status: 200, headers: {}, body: Buffer.alloc(0), ...own }
        : await forward(asked);
      if (!own) current.answer?.(given, asked);
      const length =
        given.status === 304 || given.status === 204 ? {} : { 'content-length': given.body.length };
      response.writeHead(given.status, { ...forwarded(given.headers), ...length }).end(given.body);
    } catch {
      response.destroy();
    }
  });

  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 1024 * 1024,
  });
  const join = (client: WebSocket, upstream: WebSocket): void => {
    client.on('message', (data, isBinary) => {
      const next = current.sent ? current.sent(data as Buffer, isBinary) : (data as Buffer);
      if (typeof next === 'number') client.close(next);
      else if (next !== null) upstream.send(next, { binary: isBinary });
    });
    client.on('error', () => undefined);
    client.once('close', () => upstream.close());
    upstream.once('close', (code) => {
      const shown = current.close ? current.close(code) : code;
      if (shown === null) return;
      if (isSendable(shown)) client.close(shown);
      else client.terminate();
    });
  };
  server.on('upgrade', (request, socket, head) => {
    const changed = current.handshake?.(request.url ?? '/', request.headers);
    if (typeof changed === 'number') return refuse(socket, changed);
    const upstream = new WebSocket(`ws://127.0.0.1:${port}${changed ?? request.url}`, {
      perMessageDeflate: false,
    });
    const early: RawData[] = [];
    let deliver = (data: RawData): void => void early.push(data);
    upstream.on('message', (data) => deliver(data));
    upstream.once('unexpected-response', (_asked, response) => {
      refuse(socket, response.statusCode ?? 502);
      upstream.terminate();
    });
    upstream.on('error', () => undefined);
    upstream.once('open', () => {
      sockets.handleUpgrade(request, socket, head, (client) => {
        deliver = (data) => {
          const text = current.frame ? current.frame(String(data)) : String(data);
          if (text !== null) client.send(text);
        };
        early.forEach(deliver);
        join(client, upstream);
      });
    });
  });

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    sabotage: (next) => {
      current = next;
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
