import type {
  Connection,
  ConnectionRegistry,
  Ticket,
  TicketStore,
} from '../../../core/ports/sockets.ts';
import type { Clock } from '../../../core/ports/system.ts';

/** Registrations live as long as the process that holds the sockets. */
export class MemoryConnectionRegistry implements ConnectionRegistry {
  readonly #clock: Clock;
  readonly #byId = new Map<string, Connection>();
  readonly #byUser = new Map<string, Set<Connection>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async add(connection: Connection): Promise<void> {
    await this.remove(connection.id);
    for (const other of this.#byUser.get(connection.userId) ?? []) {
      if (!this.#isLive(other)) await this.remove(other.id);
    }
    this.#byId.set(connection.id, connection);
    const ofUser = this.#byUser.get(connection.userId) ?? new Set();
    this.#byUser.set(connection.userId, ofUser.add(connection));
  }

  async get(id: string): Promise<Connection | null> {
    const connection = this.#byId.get(id);
    if (!connection || this.#isLive(connection)) return connection ?? null;
    await this.remove(id);
    return null;
  }

  #isLive(connection: Connection): boolean {
    return connection.expiresAt > this.#clock.now();
  }

  async listByUsers(userIds: readonly string[]): Promise<Connection[]> {
    return userIds
      .flatMap((userId) => [...(this.#byUser.get(userId) ?? [])])
      .filter((connection) => this.#isLive(connection))
      .sort((one, other) => one.connectedAt - other.connectedAt);
  }

  async remove(id: string): Promise<void> {
    const connection = this.#byId.get(id);
    if (!connection) return;
    this.#byId.delete(id);
    const ofUser = this.#byUser.get(connection.userId);
    ofUser?.delete(connection);
    if (ofUser?.size === 0) this.#byUser.delete(connection.userId);
  }
}

/** Tickets live for seconds: none needs to survive the process. */
export class MemoryTicketStore implements TicketStore {
  readonly #clock: Clock;
  readonly #tickets = new Map<string, Ticket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async put(ticket: Ticket): Promise<void> {
    this.#dropExpired();
    this.#tickets.set(ticket.secret, ticket);
  }

  /** All tickets live equally long, so the first ones in the map expire first. */
  #dropExpired(): void {
    for (const [secret, { expiresAt }] of this.#tickets) {
      if (expiresAt > this.#clock.now()) return;
      this.#tickets.delete(secret);
    }
  }

  async take(secret: string): Promise<Ticket | null> {
    const ticket = this.#tickets.get(secret);
    this.#tickets.delete(secret);
    return ticket && ticket.expiresAt > this.#clock.now() ? ticket : null;
  }
}
