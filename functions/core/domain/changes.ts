import type { Conversation } from './conversation.ts';
import type { LogRecord, Message, SentGuard } from './message.ts';

/** One atomic change of a conversation: all of it is written, or nothing. */
export interface ConversationChange {
  /** The next version; written only if the stored one is exactly one behind. */
  readonly conversation: Conversation;
  readonly insert?: Message;
  /** The next state of the snapshot's message (`SnapshotRequest.messageSeq`). */
  readonly update?: Message;
  readonly record?: LogRecord;
  readonly guard?: SentGuard;
  /** Ids of the snapshot's attachments that go into `insert`: complete → sent, or nothing is written. */
  readonly attach?: readonly string[];
  /**
   * Ids of attachments that leave `update` with its deletion: their bytes are removed after the commit,
   * with retries, by what follows the table's stream (one process: by its outbox table).
   */
  readonly detach?: readonly string[];
}
