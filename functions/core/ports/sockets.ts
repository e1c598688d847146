import type { ServerEvent } from '../../contracts/realtime.ts';
import type { Caller } from '../domain/user.ts';

/** A registered socket. Times are epoch milliseconds. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  /** The session of the token that opened it; null for a token without one. */
  readonly sessionId: string | null;
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
  /** Registers for longer; one that has ended or expired stays so. */
  renew(id: string, expiresAt: number): Promise<void>;
  /** Removes exactly this one and returns it; null when it was unknown. */
  remove(id: string): Promise<Connection | null>;
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
