import type { ServerEvent } from '../../../contracts/realtime.ts';
import type { Broadcaster } from '../../../core/ports/sockets.ts';

/** What the hub needs of an open WebSocket. */
export interface OpenSocket {
  /** Bytes not yet handed to the network. */
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code: number): void;
  terminate(): void;
}

/** A client that does not read for so long is cut off: it finds what it missed in the log. */
const maxBufferedBytes = 4 * 1024 * 1024;

/** The open sockets of this process, by connection id: what `@connections` is on AWS. */
export class SocketHub implements Broadcaster {
  readonly #sockets = new Map<string, OpenSocket>();
  /** An event goes to several sockets in a row: it is written out once. */
  #written: { event: ServerEvent; data: string } | null = null;

  attach(connectionId: string, socket: OpenSocket): void {
    this.#sockets.set(connectionId, socket);
  }

  detach(connectionId: string): void {
    this.#sockets.delete(connectionId);
  }

  get size(): number {
    return this.#sockets.size;
  }

  async post(connectionId: string, event: ServerEvent): Promise<'sent' | 'gone' | 'failed'> {
    const socket = this.#sockets.get(connectionId);
    if (!socket) return 'gone';
    if (socket.bufferedAmount > maxBufferedBytes) {
      socket.terminate();
      return 'failed';
    }
    socket.send(this.#write(event));
    return 'sent';
  }

  #write(event: ServerEvent): string {
    if (this.#written?.event !== event) this.#written = { event, data: JSON.stringify(event) };
    return this.#written.data;
  }

  async disconnect(connectionId: string, code: number): Promise<void> {
    this.#sockets.get(connectionId)?.close(code);
  }
}
