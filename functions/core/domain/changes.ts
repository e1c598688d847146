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
}
