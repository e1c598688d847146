import type { ErrorCode } from '../../functions/contracts/errors.ts';
import type { KeptFile, KeptFiles, OutgoingFile } from '../uploads/outgoing-file.ts';
import type { Refusal } from '../uploads/refused-file.ts';

/** `queued`: waits for its turn or for the next attempt; `failed`: the server refused it. */
export type OutboxState = 'queued' | 'sending' | 'failed';

/** Why it failed: something in one of its files, or the code of the server's refusal. */
export type OutboxRefusal = Refusal | ErrorCode;

/** What a person sends. */
export interface Outgoing {
  /** Empty where the files say it all. */
  readonly content: string;
  /** Id of the message that this one answers. */
  readonly replyToId?: string;
  /** In the order in which the message shows them. */
  readonly files?: readonly OutgoingFile[];
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
  /** Where the server said no more than no, there is none. */
  readonly refusal?: OutboxRefusal;
}

export const byOrder = (one: OutboxItem, other: OutboxItem): number =>
  one.order - other.order || (one.clientId < other.clientId ? -1 : 1);

/** Keeps the outbox of one user in this browser, so that it survives a reload or a crash. */
export interface OutboxStorage {
  /** In no order. */
  load(): Promise<OutboxItem[]>;
  /** Resolves once the item will survive, and its files with it; of an item that is there, they stay. */
  put(item: OutboxItem, files?: KeptFiles): Promise<void>;
  file(clientId: string, fileId: string): Promise<KeptFile | undefined>;
  /** The server has the bytes of a file; nothing changes when its item is gone. */
  attach(clientId: string, fileId: string, attachmentId: string | undefined): Promise<void>;
  /** With its files. */
  remove(clientId: string): Promise<void>;
  clear(): Promise<void>;
}
