import { connect, type Socket } from 'node:net';

/** A raw connection, for requests that no HTTP client sends. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything received so far. */
  received(): string;
  /** The status of the first answer; 0 if the connection ended without one. */
  status(): Promise<number>;
  readonly closed: Promise<void>;
}

/** Opens a connection and sends these bytes unchanged. */
export const openRaw = (url: string, bytes: string | Buffer = ''): RawConnection => {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(bytes);
  const found = (): number => Number(text.match(/^HTTP\/1\.1 (\d{3})/)?.[1] ?? 0);
  return {
    socket,
    received: () => text,
    closed,
    status: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (found() > 0) resolve(found());
        };
        socket.on('data', look);
        closed.then(() => resolve(found()));
        look();
      }),
  };
};

/** The head of a request. */
export const head = (line: string, headers: Record<string, string | number> = {}): string => {
  const all = { Host: 'localhost', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
};
