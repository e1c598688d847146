import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { limits, processLimits } from '../../functions/contracts/limits.ts';
import { networkOf, wideNetworkOf } from '../../functions/core/domain/address.ts';

interface Connection {
  readonly socket: Socket;
  readonly network: Network;
  /** Of the request: under TLS another object than the connection's. */
  stream: Socket;
  inFlight: number;
  /** Bytes that the client has taken, as of when it last took enough of them. */
  taken: number;
  takenAt: number;
  /** Was it too slow at the last check, too? What it took while this process was busy is seen at the next. */
  isSlow: boolean;
}
/** How little of an answer a client may take. */
interface AnswerPace {
  readonly stallSeconds: number;
  readonly minBytes: number;
}
interface Network {
  readonly name: string;
  readonly wide: string;
  /** Connections on which nothing was answered yet, and the others: the oldest first. */
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
 * The open connections but for WebSockets. A network that has too many loses one without an answer under
 * way, first one on which nothing was answered yet: whoever only holds connections makes room for others.
 */
export class Connections {
  readonly #isTrusted: (address: string) => boolean;
  readonly #pace: AnswerPace;
  readonly #byKey = new Map<string, Connection>();
  /** By the socket of a request, which under TLS is another object than the connection's. */
  readonly #byStream = new WeakMap<Socket, Connection>();
  readonly #networks = new Map<string, Network>();
  readonly #wide = new Map<string, number>();

  /** Trusted proxies have no limit of their own: they stand for everybody. */
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
    // Gone before it was taken.
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
    // Its `close` comes later; the place is needed now.
    this.#remove(keyOf(victim.socket), victim);
    victim.stream.destroy();
    victim.socket.destroy();
    return true;
  }

  /** The connection of a request's socket. */
  #of(socket: Socket): Connection | undefined {
    const known = this.#byStream.get(socket);
    if (known) return known;
    const connection = this.#byKey.get(keyOf(socket));
    if (connection) this.#byStream.set(socket, connection);
    return connection;
  }

  /** Counts a request of a connection; false when too many of it wait for their answers already. */
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

  /** It has become a WebSocket, which has limits of its own. */
  forget({ socket }: IncomingMessage): void {
    const key = keyOf(socket);
    const connection = this.#byKey.get(key);
    if (connection) this.#remove(key, connection);
  }

  /** Ends answers of which the client takes too little. */
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
