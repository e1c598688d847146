import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { runInNewContext } from 'node:vm';
import { root } from '#scripts/deploy/run.ts';

export interface FrontOptions {
  /** The address of the site; name servers do not resolve it to the emulator. */
  readonly siteUrl: string;
  readonly endpoint: string;
  /** The WebSocket API at the emulator. */
  readonly socketUrl: string;
  /** The secret that CloudFront adds to API requests. */
  readonly originSecret: string;
  /** With a certificate the front uses HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly port?: number;
}

export interface Front {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

type Headers = Record<string, string | string[] | undefined>;

const edgeCode = readFileSync(`${root}lib/edge/api-request.js`, 'utf8');

/** Applies CloudFront's function to a handshake. */
const atEdge = (uri: string, host: string, ip: string): { uri: string; added: Headers } => {
  const event = { viewer: { ip }, request: { uri, headers: { host: { value: host } } } };
  const result = runInNewContext(`${edgeCode};handler(event)`, { event }) as {
    uri: string;
    headers: Record<string, { value: string }>;
  };
  const { host: _, ...headers } = result.headers;
  const added = Object.entries(headers).map(([name, { value }]) => [name, value]);
  return { uri: result.uri, added: Object.fromEntries(added) };
};

const ipOf = (socket: Duplex): string => (socket as Socket).remoteAddress ?? '127.0.0.1';

/**
 * A local address for the site of an emulator: MiniStack selects a distribution by the host of a request, and
 * does not forward WebSockets. Requests go to the distribution with its host name, as over HTTPS; a handshake
 * at `/ws` goes to the API as CloudFront would forward it.
 */
export const openFront = async (options: FrontOptions): Promise<Front> => {
  const { siteUrl, endpoint, socketUrl, originSecret, tls } = options;
  const { host } = new URL(siteUrl);
  const own = (): string => `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  /** Replaces the local origin by that of the site. */
  const headersOf = ({ origin, ...headers }: IncomingHttpHeaders): Headers => {
    const isOwn = origin === own() || origin === own().replace('127.0.0.1', 'localhost');
    const named = isOwn ? siteUrl : origin;
    return { ...headers, host, 'x-forwarded-proto': 'https', ...(named && { origin: named }) };
  };

  const onRequest = (incoming: IncomingMessage, response: ServerResponse): void => {
    const outgoing = request(
      `${endpoint}${incoming.url}`,
      { method: incoming.method, headers: headersOf(incoming.headers) },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    outgoing.on('error', () => response.destroy());
    incoming.on('error', () => outgoing.destroy());
    incoming.pipe(outgoing);
  };

  const onUpgrade = (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const [path = '', query] = (incoming.url ?? '').split('?');
    const { uri, added } = atEdge(path, host, ipOf(socket));
    const headers = headersOf(incoming.headers);
    const target = new URL(socketUrl.replace(/^ws/, 'http'));
    if (uri !== '/ws') return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    const outgoing = request(`${target.href}${query === undefined ? '' : `?${query}`}`, {
      headers: { ...headers, ...added, host: target.host, 'x-origin-secret': originSecret },
      agent: false,
    });
    const startLine = ({ statusCode, statusMessage, rawHeaders }: IncomingMessage): string => {
      const lines = rawHeaders.flatMap((name, i) =>
        i % 2 ? [] : [`${name}: ${rawHeaders[i + 1]}`],
      );
      return [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n');
    };
    outgoing.on('upgrade', (answer, upstream, first) => {
      socket.write(startLine(answer));
      socket.write(first);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
      for (const [one, other] of [[socket, upstream] as const, [upstream, socket] as const]) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    });
    outgoing.on('response', (answer) => {
      socket.write(startLine(answer));
      answer.pipe(socket);
    });
    outgoing.on('error', () => socket.destroy());
    socket.on('error', () => outgoing.destroy());
    outgoing.end();
  };

  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  server.on('upgrade', onUpgrade);
  const sockets = new Set<Duplex>();
  server.on(tls ? 'secureConnection' : 'connection', (socket: Duplex) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: own(),
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
