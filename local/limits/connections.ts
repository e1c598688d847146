import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits, processLimits } from '#contracts/limits.ts';
import { networkOf, wideNetworkOf } from '#core/domain/address.ts';

interface Connection {
  readonly socket: Socket;
  readonly network: Network;
  /** The socket of the request; under TLS not the same object as the connection's socket. */
  stream: Socket;
  inFlight: number;
  /** Bytes that the client had read at `takenAt`, when it last read enough. */
  taken: number;
  takenAt: number;
  /**
   * Was it too slow at the last check? Two checks in a row are needed, since this process may have been
   * busy.
   */
  isSlow: boolean;
}
/** The minimum pace at which a client must read a response. */
interface AnswerPace {
  readonly stallSeconds: number;
  readonly minBytes: number;
}
interface Network {
  readonly name: string;
  readonly wide: string;
  /** Connections without a response so far, and the others; oldest first. */
  readonly fresh: Set<Connection>;
  readonly used: Set<Connection>;
}

const { connections: max, requests } = processLimits;
const sweepMs = 1_000;

const sizeOf = ({ fresh, used }: Network): number => fresh.size + used.size;
const keyOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress}|${remotePort}`;
const bytesTaken = ({ bytesWritten, writableLength }: Socket): number =>
  bytesWritten - writableLength;

/**
 * The open connections except WebSockets. A network with too many loses an idle one, preferably one that
 * has had no response yet. So clients that only hold connections make room for others.
 */
export class Connections {
  readonly #isTrusted: (address: string) => boolean;
  readonly #pace: AnswerPace;
  readonly #byKey = new Map<string, Connection>();
  /** By the request's socket, which under TLS is not the connection's object. */
  readonly #byStream = new WeakMap<Socket, Connection>();
  readonly #networks = new Map<string, Network>();
  readonly #wide = new Map<string, number>();

  /** Trusted proxies have no per-network limit: they forward for everybody. */
  constructor(
    server: Server,
    isTrusted: (address: string) => boolean,
    pace: AnswerPace = processLimits.answer,
  ) {
    this.#isTrusted = isTrusted;
    this.#pace = pace;
    server.on('connection', (socket: Socket) => this.#add(socket));
    const sweep = setInterval(() => this.#cutSlowReaders(performance.now()), sweepMs).unref();
    server.once('close', () => clearInterval(sweep));
  }

  #networkOf(address: string): Network {
    const name = networkOf(address);
    const wide = wideNetworkOf(address);
    const known = this.#networks.get(name) ?? { name, wide, fresh: new Set(), used: new Set() };
    this.#networks.set(name, known);
    return known;
  }

  #add(socket: Socket): void {
    const address = socket.remoteAddress;
    // The client disconnected before the connection was accepted.
    if (address === undefined) return;
    const network = this.#networkOf(address);
    if (!this.#isTrusted(address) && !this.#hasRoom(network)) {
      if (sizeOf(network) === 0) this.#networks.delete(network.name);
      socket.destroy();
      return;
    }
    const key = keyOf(socket);
    const counts = { inFlight: 0, taken: 0, takenAt: performance.now(), isSlow: false };
    const connection: Connection = { socket, network, stream: socket, ...counts };
    this.#byKey.set(key, connection);
    network.fresh.add(connection);
    this.#wide.set(network.wide, (this.#wide.get(network.wide) ?? 0) + 1);
    socket.once('close', () => this.#remove(key, connection));
  }

  #remove(key: string, connection: Connection): void {
    if (this.#byKey.get(key) !== connection) return;
    this.#byKey.delete(key);
    const { network } = connection;
    network.fresh.delete(connection);
    network.used.delete(connection);
    if (sizeOf(network) === 0) this.#networks.delete(network.name);
    const left = (this.#wide.get(network.wide) ?? 1) - 1;
    if (left > 0) this.#wide.set(network.wide, left);
    else this.#wide.delete(network.wide);
  }

  #hasRoom(network: Network): boolean {
    const isFull =
      sizeOf(network) >= max.perNetwork ||
      (this.#wide.get(network.wide) ?? 0) >= max.perNetwork * limits.wideNetworkFactor;
    if (isFull && !this.#evict(network)) return false;
    if (this.#byKey.size < max.total) return true;
    const largest = [...this.#networks.values()].reduce((one, other) =>
      sizeOf(other) > sizeOf(one) ? other : one,
    );
    return this.#evict(largest);
  }

  #evict({ fresh, used }: Network): boolean {
    const [oldest] = fresh;
    const victim = oldest ?? [...used].find(({ inFlight }) => inFlight === 0);
    if (!victim) return false;
    // Removed at once, since `close` is emitted too late for the slot.
    this.#remove(keyOf(victim.socket), victim);
    victim.stream.destroy();
    victim.socket.destroy();
    return true;
  }

  #of(socket: Socket): Connection | undefined {
    const known = this.#byStream.get(socket);
    if (known) return known;
    const connection = this.#byKey.get(keyOf(socket));
    if (connection) this.#byStream.set(socket, connection);
    return connection;
  }

  /** Counts a request; false if too many requests of the connection are in flight. */
  begin({ socket }: IncomingMessage, response: ServerResponse): boolean {
    const connection = this.#of(socket);
    if (!connection) return true;
    connection.stream = socket;
    connection.inFlight++;
    response.once('close', () => {
      connection.inFlight--;
      const { fresh, used } = connection.network;
      if (fresh.delete(connection)) used.add(connection);
    });
    return connection.inFlight <= requests.perConnection;
  }

  /** Removes a connection that became a WebSocket, which has other limits. */
  release({ socket }: IncomingMessage): void {
    const key = keyOf(socket);
    const connection = this.#byKey.get(key);
    if (connection) this.#remove(key, connection);
  }

  /** Ends responses that the client reads too slowly. */
  #cutSlowReaders(now: number): void {
    const { stallSeconds, minBytes } = this.#pace;
    for (const connection of this.#byKey.values()) {
      const { stream } = connection;
      const taken = bytesTaken(stream);
      if (stream.writableLength === 0 || taken - connection.taken >= minBytes) {
        Object.assign(connection, { taken, takenAt: now, isSlow: false });
      } else if (now - connection.takenAt > stallSeconds * 1_000) {
        if (connection.isSlow) stream.destroy();
        connection.isSlow = true;
      }
    }
  }
}
