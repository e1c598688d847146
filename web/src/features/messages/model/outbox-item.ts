/** `queued`: waits for its turn or for the next attempt; `failed`: the server refused it. */
export type OutboxState = 'queued' | 'sending' | 'failed';

/** What a person sends. */
export interface Outgoing {
  readonly content: string;
  /** Id of the message that this one answers. */
  readonly replyToId?: string;
}

/** A message that the server does not have yet, as far as this browser knows. */
export interface OutboxItem extends Outgoing {
  /** Made when the person pressed Send; the same one in every attempt. */
  readonly clientId: string;
  readonly conversationId: string;
  /** ISO 8601, by the clock of this device. */
  readonly createdAt: string;
  /** Grows with every item of this browser. */
  readonly order: number;
  readonly state: OutboxState;
}

export const byOrder = (one: OutboxItem, other: OutboxItem): number =>
  one.order - other.order || (one.clientId < other.clientId ? -1 : 1);

/** Keeps the outbox of one user in this browser, so that it survives a reload or a crash. */
export interface OutboxStorage {
  /** In no order. */
  load(): Promise<OutboxItem[]>;
  /** Resolves once the item will survive. */
  put(item: OutboxItem): Promise<void>;
  remove(clientId: string): Promise<void>;
  clear(): Promise<void>;
}
