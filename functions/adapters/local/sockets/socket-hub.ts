import type { ServerEvent } from '#contracts/realtime.ts';
import { frameOf } from '#contracts/socket/frame.ts';
import type { Broadcaster } from '#core/ports/sockets.ts';

/** The part of a WebSocket that the hub uses. */
export interface OpenSocket {
  /** Bytes not yet handed to the network. */
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code: number): void;
  terminate(): void;
}

/** A client that stops reading is disconnected beyond this; it catches up from the log later. */
const maxBufferedBytes = 4 * 1024 * 1024;

/** The open sockets of this process by connection id: the counterpart of `@connections` on AWS. */
export class SocketHub implements Broadcaster {
  readonly #sockets = new Map<string, OpenSocket>();
  /** Pending handshakes, with the close code if they were disconnected meanwhile. */
  readonly #pending = new Map<string, number | null>();
  /** Cache of the last serialised event, since an event goes to several sockets in a row. */
  #written: { event: ServerEvent; data: string } | null = null;

  /** Registers a handshake: until `attach` or `detach`, a `disconnect` is remembered for its socket. */
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
