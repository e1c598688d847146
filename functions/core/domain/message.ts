import type { ChangeKind, LogKind } from '#contracts/closed-lists.ts';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import type { Recording } from './attachment.ts';
import type { Conversation } from './conversation.ts';
import { stateOf } from './conversation.ts';

export { previewOf } from '#contracts/texts/preview.ts';

export interface MessageAttachment {
  readonly id: string;
  readonly filename: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly width?: number;
  readonly height?: number;
  /** Of a voice message. */
  readonly recording?: Recording;
}

/** What one member shows on a message. */
export interface Reaction {
  readonly userId: string;
  readonly emoji: string;
}

/** A line in the dialog that is no message: what its sender has set. */
export interface Notice {
  readonly kind: 'disappearing';
  readonly after: DisappearingSeconds | null;
}

/** A message; its id is computed from conversation and sequence number. Times are epoch milliseconds. */
export interface Message {
  readonly conversationId: string;
  readonly seq: number;
  /** Sequence number of its latest change. */
  readonly rev: number;
  readonly senderId: string;
  readonly receiverId: string;
  readonly content: string | null;
  readonly attachments: readonly MessageAttachment[];
  /** At most one per member, in the order in which they first reacted. */
  readonly reactions: readonly Reaction[];
  readonly replyToId: string | null;
  /** Its sender says that it repeats a message of another conversation. */
  readonly isForwarded?: true;
  readonly clientId: string;
  /** Time of an individual read; null if a read-up-to covered it. */
  readonly readAt: number | null;
  readonly editedAt: number | null;
  readonly edits: number;
  readonly deletedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Its content is hidden from this time on, and removed soon after; absent: never. */
  readonly expiresAt?: number;
  /** Deleted from the beginning. */
  readonly notice?: Notice;
}

/** The log entry of a change of a message; never has content. */
export interface LogRecord {
  readonly seq: number;
  readonly kind: ChangeKind;
  readonly messageSeq: number;
}

export interface LogEntry {
  readonly seq: number;
  readonly kind: LogKind;
  readonly message: Message;
}

/** Stores a `client_id`, so that a repeated send finds the first message. */
export interface SentGuard {
  readonly senderId: string;
  readonly clientId: string;
  readonly seq: number;
  /** Hash of the request: a different request with the same `client_id` is refused. */
  readonly requestHash: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export const isRead = (message: Message, conversation: Conversation): boolean =>
  message.readAt !== null || message.seq <= stateOf(conversation, message.receiverId).readSeq;
