import { WebSocket } from 'ws';

export interface Frame {
  readonly type: string;
  readonly conversation_id?: string;
  readonly seq?: number;
  readonly ver?: number;
  // biome-ignore lint/suspicious/noExplicitAny: a black-box test reads payloads as any client would
  readonly payload: any;
}

export interface TestSocket {
  readonly frames: Frame[];
  send(frame: unknown): void;
  sendRaw(data: string | Uint8Array): void;
  /** The first matching frame, past or future; rejects after the timeout. */
  next(fits: (frame: Frame) => boolean, withinMs?: number): Promise<Frame>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a socket; rejects with the status of a refused handshake as `status`. `ca`: an additional
 * trusted certificate.
 */
export const openSocket = (
  url: string,
  options: { ca?: string; headers?: Record<string, string> } = {},
): Promise<TestSocket> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, options);
    const frames: Frame[] = [];
    const waiting = new Set<() => void>();
    const closed = new Promise<number>((done) => socket.on('close', (code) => done(code)));
    socket.on('message', (data) => {
      frames.push(JSON.parse(String(data)) as Frame);
      for (const look of waiting) look();
    });
    const next: TestSocket['next'] = (fits, withinMs = 150_000) =>
      new Promise((found, missed) => {
        const seen = () => JSON.stringify(frames.map(({ type }) => type));
        const timer = setTimeout(() => {
          waiting.delete(look);
          missed(new Error(`no such frame within ${withinMs} ms; seen: ${seen()}`));
        }, withinMs);
        const look = () => {
          const frame = frames.find(fits);
          if (!frame) return;
          clearTimeout(timer);
          waiting.delete(look);
          found(frame);
        };
        waiting.add(look);
        look();
      });
    socket.on('unexpected-response', (_request, response) => {
      reject(Object.assign(new Error('refused'), { status: response.statusCode }));
      socket.terminate();
    });
    socket.on('error', reject);
    socket.on('open', () =>
      resolve({
        frames,
        closed,
        next,
        send: (frame) => socket.send(JSON.stringify(frame)),
        sendRaw: (data) => socket.send(data),
        close: async () => {
          socket.close();
          await closed;
        },
      }),
    );
  });

/** The HTTP status with which a handshake was refused, or null if it was accepted. */
export const refusalOf = async (url: string): Promise<number | null> => {
  try {
    await (await openSocket(url)).close();
    return null;
  } catch (error) {
    return (error as { status?: number }).status ?? 0;
  }
};
