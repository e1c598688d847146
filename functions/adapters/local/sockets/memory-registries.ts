import type { Connection, ConnectionRegistry, Ticket, TicketStore } from '#core/ports/sockets.ts';
import type { Clock } from '#core/ports/system.ts';
import { MemorySecrets } from '../memory-secrets.ts';

/** Detects sessions that another process has ended. */
export interface SessionWatch {
  /**
   * Whether sessions may have ended since the last call. Called before every use, so it must be very cheap.
   */
  mayHaveEnded(): boolean;
  /** Whether the session of this socket is still active. */
  lasts(connection: Connection): boolean;
  /** Closes a socket that no longer receives events and whose frames are ignored. */
  close(connection: Connection): void;
}

/** Registrations are in memory, like the sockets of the process. */
export class MemoryConnectionRegistry implements ConnectionRegistry {
  readonly #clock: Clock;
  readonly #byId = new Map<string, Connection>();
  readonly #byUser = new Map<string, Map<string, Connection>>();
  /** Sockets of ended sessions that are not closed yet; only `remove` finds them. */
  readonly #ended = new Map<string, Connection>();
  #watch: SessionWatch | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  watch(watch: SessionWatch | null): void {
    this.#watch = watch;
  }

  /** Removes the sockets of sessions that another process has ended. */
  dropEnded(): void {
    if (!this.#watch?.mayHaveEnded()) return;
    for (const connection of [...this.#byId.values()]) {
      if (this.#watch.lasts(connection)) continue;
      this.#take(connection);
      this.#ended.set(connection.id, connection);
      this.#watch.close(connection);
    }
  }

  async add(connection: Connection): Promise<void> {
    await this.remove(connection.id);
    for (const other of [...(this.#byUser.get(connection.userId)?.values() ?? [])]) {
      if (!this.#isLive(other)) await this.remove(other.id);
    }
    this.#put(connection);
  }

  #put(connection: Connection): void {
    const { id, userId } = connection;
    this.#byId.set(id, connection);
    const ofUser = this.#byUser.get(userId) ?? new Map<string, Connection>();
    this.#byUser.set(userId, ofUser.set(id, connection));
  }

  async get(id: string): Promise<Connection | null> {
    this.dropEnded();
    const connection = this.#byId.get(id);
    return connection && this.#isLive(connection) ? connection : null;
  }

  #isLive(connection: Connection): boolean {
    return connection.expiresAt > this.#clock.now();
  }

  async listByUsers(userIds: readonly string[]): Promise<Connection[]> {
    this.dropEnded();
    return userIds
      .flatMap((userId) => [...(this.#byUser.get(userId)?.values() ?? [])])
      .filter((connection) => this.#isLive(connection))
      .sort((one, other) => one.connectedAt - other.connectedAt);
  }

  async renew(id: string, expiresAt: number): Promise<void> {
    const connection = await this.get(id);
    if (connection) this.#put({ ...connection, expiresAt });
  }

  async setVisible(id: string, isVisible: boolean): Promise<void> {
    const connection = await this.get(id);
    if (connection) this.#put({ ...connection, isVisible });
  }

  async remove(id: string): Promise<Connection | null> {
    const connection = this.#byId.get(id) ?? this.#ended.get(id) ?? null;
    this.#ended.delete(id);
    if (connection) this.#take(connection);
    return connection;
  }

  #take({ id, userId }: Connection): void {
    this.#byId.delete(id);
    const ofUser = this.#byUser.get(userId);
    ofUser?.delete(id);
    if (ofUser?.size === 0) this.#byUser.delete(userId);
  }
}

export class MemoryTicketStore extends MemorySecrets<Ticket> implements TicketStore {}
