import type { ServerEvent } from '#contracts/realtime.ts';
import type { Caller } from '../domain/user.ts';
import type { Freshness } from './lists.ts';

/** A registered socket. Times are epoch milliseconds. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  /** The session of the token that opened it; null for a token without one. */
  readonly sessionId: string | null;
  /** If set, the socket receives only this conversation's events. */
  readonly conversationId: string | null;
  readonly connectedAt: number;
  readonly expiresAt: number;
  /** True if the client has reported a visible page: its device then gets no notification. */
  readonly isVisible: boolean;
}

export interface ConnectionRegistry {
  add(connection: Connection): Promise<void>;
  /** Strongly consistent, unless `freshness` is `eventual`; then it may still show a removed one. */
  get(id: string, freshness?: Freshness): Promise<Connection | null>;
  /**
   * Unexpired registrations of these users, oldest first; never scans. Strongly consistent, unless `freshness` is
   * `eventual`; then it may miss a new one.
   */
  listByUsers(userIds: readonly string[], freshness?: Freshness): Promise<Connection[]>;
  /** Extends a registration, unless it was removed or has expired. */
  renew(id: string, expiresAt: number): Promise<void>;
  /** Stores whether the page is visible, unless the registration was removed or has expired. */
  setVisible(id: string, isVisible: boolean): Promise<void>;
  /** Removes and returns it; null if unknown. */
  remove(id: string): Promise<Connection | null>;
}

export interface Ticket {
  readonly secret: string;
  readonly caller: Caller;
  readonly expiresAt: number;
}

export interface TicketStore {
  put(ticket: Ticket): Promise<void>;
  /** Removes and returns it: exactly one of several concurrent calls gets it. Null if used or expired. */
  take(secret: string): Promise<Ticket | null>;
}

/** Pushes events to sockets, best effort. Never throws. */
export interface Broadcaster {
  post(connectionId: string, event: ServerEvent): Promise<'sent' | 'gone' | 'failed'>;
  /** `code`: the close code, if the gateway supports one. */
  disconnect(connectionId: string, code: number): Promise<void>;
}
