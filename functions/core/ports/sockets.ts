import type { ServerEvent } from '../../contracts/realtime.ts';
import type { Caller } from '../domain/user.ts';

/** A registered socket. Times are epoch milliseconds. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  /** Set: only this conversation's events. */
  readonly conversationId: string | null;
  readonly connectedAt: number;
  readonly expiresAt: number;
}

export interface ConnectionRegistry {
  add(connection: Connection): Promise<void>;
  get(id: string): Promise<Connection | null>;
  /** Unexpired ones of these users, oldest first; never a scan. */
  listByUsers(userIds: readonly string[]): Promise<Connection[]>;
  /** Removes exactly this one; unknown is no error. */
  remove(id: string): Promise<void>;
}

export interface Ticket {
  readonly secret: string;
  readonly caller: Caller;
  readonly expiresAt: number;
}

export interface TicketStore {
  put(ticket: Ticket): Promise<void>;
  /** Takes it out: exactly one of several concurrent calls gets it; null when used or expired. */
  take(secret: string): Promise<Ticket | null>;
}

/** Pushes to sockets. Never throws: a push is best effort. */
export interface Broadcaster {
  post(connectionId: string, event: ServerEvent): Promise<'sent' | 'gone' | 'failed'>;
  /** `code` is used where the gateway can set one. */
  disconnect(connectionId: string, code: number): Promise<void>;
}
