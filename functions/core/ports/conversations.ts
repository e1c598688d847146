import type { Order } from '../../contracts/closed-lists.ts';
import type { Attachment } from '../domain/attachment.ts';
import type { ConversationChange } from '../domain/changes.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { LogEntry, Message, SentGuard } from '../domain/message.ts';
import type { User } from '../domain/user.ts';
import type { Listed, Window } from './lists.ts';

/** What a change wants to see before it decides, all read consistently. */
export interface SnapshotRequest {
  readonly conversationId: string;
  readonly users?: readonly string[];
  readonly guard?: Pick<SentGuard, 'senderId' | 'clientId'>;
  /** Two users: has either blocked the other? */
  readonly between?: readonly [string, string];
  /** A message of the conversation, by its sequence. */
  readonly messageSeq?: number;
  /** Attachments that a send takes; read together with all else. */
  readonly attachmentIds?: readonly string[];
  /** Count the reader's unread messages with `readSeq < seq ≤ upTo`. */
  readonly unread?: { readonly readerId: string; readonly upTo: number };
}

export interface Snapshot {
  readonly conversation: Conversation | null;
  /** By id; absent when there is no such user. */
  readonly users: ReadonlyMap<string, User>;
  /** Null when there is none or it has expired. */
  readonly guard: SentGuard | null;
  /** The message that `guard` names, as it is now. */
  readonly guarded: Message | null;
  /** Of `request.between`; false when it was not asked. */
  readonly isBlocked: boolean;
  /** Of `request.messageSeq`; null when there is none, or it was not asked. */
  readonly message: Message | null;
  /** Of `request.attachmentIds`, by id; absent when there is none or it has expired unsent. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** Of `request.unread`; 0 when it was not asked. */
  readonly unread: number;
}

export interface Decision<T> {
  readonly result: T;
  /** Absent: nothing is written. */
  readonly change?: ConversationChange;
}

/** A message with the conversation that its read state follows from. */
export interface MessageInContext {
  readonly message: Message;
  readonly conversation: Conversation;
}

/** Conversations with their messages and log. */
export interface ConversationStore {
  /** The id of the pair's conversation, or null. Order does not matter; both may be the same user. */
  findByPair(a: string, b: string): Promise<string | null>;
  /**
   * Stores a new conversation unless its pair has one: exactly one per pair under concurrency.
   * Returns the stored one and whether it is the given one.
   */
  open(conversation: Conversation): Promise<{ conversation: Conversation; created: boolean }>;
  get(id: string): Promise<Conversation | null>;
  /** Ids of a user's conversations, sorted: an order that stays while they change. */
  listIds(userId: string): Promise<string[]>;
  /** Conversations of a user, latest activity first (ties by id); may lag a moment behind on AWS. */
  listByActivity(userId: string, window: Window): Promise<Listed<Conversation>>;
  /**
   * Reads a snapshot, lets `decide` decide, and writes its change atomically, conditioned on `ver`.
   * On a lost race it reads and decides again, so `decide` must be pure and may run many times.
   * @throws BusyError when races were lost too often; nothing was written then
   */
  change<T>(request: SnapshotRequest, decide: (snapshot: Snapshot) => Decision<T>): Promise<T>;
  getMessage(conversationId: string, seq: number): Promise<Message | null>;
  /** Newest first, with `seq < before` when given; may lag a moment behind on AWS. */
  listMessages(
    conversationId: string,
    range: { before?: number; limit: number },
  ): Promise<Message[]>;
  /** Entries with `seq > after`, ascending without holes; messages as they are now. */
  readLog(conversationId: string, range: { after: number; limit: number }): Promise<LogEntry[]>;
  /**
   * Received messages over all conversations, without deleted ones, by time (ties by conversation,
   * then sequence). Notes to oneself are received and read. May lag a moment behind on AWS.
   */
  listReceived(
    userId: string,
    request: Window & { readonly which: 'all' | 'unread' | 'read'; readonly order: Order },
  ): Promise<Listed<MessageInContext>>;
  /** Sent messages, as `listReceived` has the received ones. */
  listSent(
    userId: string,
    request: Window & { readonly order: Order },
  ): Promise<Listed<MessageInContext>>;
}
