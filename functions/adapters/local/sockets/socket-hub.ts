import { frameOf } from '../../../contracts/frame.ts';
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
  /** Handshakes that are not answered yet, with the code for who was disconnected meanwhile. */
  readonly #pending = new Map<string, number | null>();
  /** An event goes to several sockets in a row: it is written out once. */
  #written: { event: ServerEvent; data: string } | null = null;

  /** A handshake begins: until `attach` or `detach`, a `disconnect` is kept for its socket. */
  expect(connectionId: string): void {
    this.#pending.set(connectionId, null);
  }

  attach(connectionId: string, socket: OpenSocket): void {
    const closeCode = this.#pending.get(connectionId);
    this.#pending.delete(connectionId);
    this.#sockets.set(connectionId, socket);
    if (typeof closeCode === 'number') socket.close(closeCode);
  }

  detach(connectionId: string): void {
    this.#pending.delete(connectionId);
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
    if (this.#written?.event !== event) this.#written = { event, data: frameOf(event) };
    return this.#written.data;
  }

  async disconnect(connectionId: string, code: number): Promise<void> {
    if (this.#pending.has(connectionId)) this.#pending.set(connectionId, code);
    this.#sockets.get(connectionId)?.close(code);
  }
}
