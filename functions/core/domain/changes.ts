import type { Conversation } from './conversation.ts';
import type { LogRecord, Message, SentGuard } from './message.ts';

/** One atomic change of a conversation: everything is written, or nothing. */
export interface ConversationChange {
  /** The next version; written only if the stored version is its predecessor. */
  readonly conversation: Conversation;
  readonly insert?: Message;
  /** The next state of the snapshot's message (`SnapshotRequest.messageSeq`). */
  readonly update?: Message;
  /** Placeholders of messages that have expired, whose stored versions have the same `rev`. */
  readonly expire?: readonly Message[];
  readonly record?: LogRecord;
  readonly guard?: SentGuard;
  /** Ids of the snapshot's attachments that `insert` takes: complete → sent, or nothing is written. */
  readonly attach?: readonly string[];
  /**
   * Ids of attachments deleted with `update` or `expire`. Their bytes are removed after the commit, with retries: on
   * AWS by the table's stream, in one process by its outbox table.
   */
  readonly detach?: readonly string[];
}
