import type { ErrorCode } from '#contracts/errors.ts';
import type { Attachment } from '#contracts/http/messages.ts';
import type { OutgoingFile, StoredFile, StoredFiles } from '../uploads/outgoing-file.ts';
import type { Refusal } from '../uploads/refused-file.ts';

/**
 * `queued`: persisted, waits for its turn or for the next attempt. `sending`: is being persisted or
 * sent. `failed`: the server refused it.
 */
export type OutboxState = 'queued' | 'sending' | 'failed';

/** Why it failed: a problem with one of its files, or the server's error code. */
export type OutboxRefusal = Refusal | ErrorCode;

/** What a user sends. */
export interface Outgoing {
  /** May be empty if there are files. */
  readonly content: string;
  /** Id of the message that this one replies to. */
  readonly replyToId?: string;
  /** In display order. */
  readonly files?: readonly OutgoingFile[];
  /** Files of another message, which the server copies into this one. In display order; not together with `files`. */
  readonly copies?: readonly Attachment[];
  readonly isForwarded?: true;
}

/** A message that, as far as this browser knows, the server does not have yet. */
export interface OutboxItem extends Outgoing {
  /** Created when the user pressed Send; the same in every attempt. */
  readonly clientId: string;
  readonly conversationId: string;
  /** ISO 8601, by this device's clock. */
  readonly createdAt: string;
  /** Grows with every item of this browser. */
  readonly order: number;
  readonly state: OutboxState;
  /** Absent if the server gave no error code. */
  readonly refusal?: OutboxRefusal;
}

export const byOrder = (one: OutboxItem, other: OutboxItem): number =>
  one.order - other.order || (one.clientId < other.clientId ? -1 : 1);

/** Persists the outbox of one user in this browser, so that it survives a reload or a crash. */
export interface OutboxStorage {
  /** In any order. Empty if the store does not answer in time; `onLate` gets the items when it does. */
  load(onLate?: (items: OutboxItem[]) => void): Promise<OutboxItem[]>;
  /** Resolves when the item and its files are persisted. Without `files`, the stored files stay. */
  put(item: OutboxItem, files?: StoredFiles): Promise<void>;
  file(clientId: string, fileId: string): Promise<StoredFile | undefined>;
  /** Records that the server has the file's bytes; does nothing if the item is gone. */
  attach(clientId: string, fileId: string, attachmentId: string | undefined): Promise<void>;
  /** Removes the item and its files. */
  remove(clientId: string): Promise<void>;
  clear(): Promise<void>;
}
