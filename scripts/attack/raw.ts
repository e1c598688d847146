import { connect, type Socket } from 'node:net';
import type { Target } from './target.ts';

/** A connection that sends exactly the given bytes and records the received ones. */
export interface RawConnection {
  readonly socket: Socket;
  /** Everything received so far, as Latin-1. */
  received(): string;
  /** Resolves when the server closes the connection (true) or the time is over (false). */
  closed(withinMs: number): Promise<boolean>;
  /**
   * The status of the first answer; null if none came before the end of the connection or the time.
   */
  status(withinMs: number): Promise<number | null>;
}

export const rawConnection = ({ host, port }: Pick<Target, 'host' | 'port'>): RawConnection => {
  const socket = connect(port, host);
  let received = '';
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  socket.on('data', (chunk) => {
    received = (received + chunk.toString('latin1')).slice(0, 4_096);
    changed();
  });
  socket.on('error', changed);
  socket.on('close', changed);
  const until = (isDone: () => boolean, withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        listeners.delete(look);
        resolve(isDone());
      };
      const timer = setTimeout(finish, withinMs);
      const look = (): void => {
        if (isDone() || socket.closed) finish();
      };
      listeners.add(look);
      look();
    });
  const statusOf = (): number | null => {
    const status = /^HTTP\/1\.1 (\d{3})/.exec(received)?.[1];
    return status ? Number(status) : null;
  };
  return {
    socket,
    received: () => received,
    closed: (withinMs) => until(() => socket.closed, withinMs),
    status: async (withinMs) => {
      await until(() => statusOf() !== null, withinMs);
      return statusOf();
    },
  };
};

/** A request line and headers, including the blank line. */
export const head = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string | number>>,
): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

/** Sends one request over its own connection and waits for the status. */
export const rawRequest = async (
  target: Pick<Target, 'host' | 'port'>,
  requestHead: string,
  body: Uint8Array | string = '',
  withinMs = 30_000,
): Promise<number | null> => {
  const connection = rawConnection(target);
  connection.socket.write(requestHead);
  if (body.length > 0) connection.socket.write(body);
  const status = await connection.status(withinMs);
  connection.socket.destroy();
  return status;
};
