import type { Order } from '#contracts/closed-lists.ts';
import type { Attachment } from '../domain/attachment.ts';
import type { ConversationChange } from '../domain/changes.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { LogEntry, Message, SentGuard } from '../domain/message.ts';
import type { Matches } from '../domain/message-search.ts';
import type { User } from '../domain/user.ts';
import type { Freshness, Listed, Window } from './lists.ts';

/** The data that a change needs for its decision, all read consistently. */
export interface SnapshotRequest {
  readonly conversationId: string;
  readonly users?: readonly string[];
  readonly guard?: Pick<SentGuard, 'senderId' | 'clientId'>;
  /** Two users: has either blocked the other? */
  readonly between?: readonly [string, string];
  /** A message of the conversation, by sequence number. */
  readonly messageSeq?: number;
  /** Attachments of a send. */
  readonly attachmentIds?: readonly string[];
  /** Count the reader's unread messages with `readSeq < seq ≤ upTo`. */
  readonly unread?: { readonly readerId: string; readonly upTo: number };
}

export interface Snapshot {
  readonly conversation: Conversation | null;
  /** By id; missing if there is no such user. */
  readonly users: ReadonlyMap<string, User>;
  /** Null if missing or expired. */
  readonly guard: SentGuard | null;
  /** The message of `guard`, in its current state. */
  readonly guarded: Message | null;
  /** For `request.between`; false if not requested. */
  readonly isBlocked: boolean;
  /** For `request.messageSeq`; null if missing or not requested. */
  readonly message: Message | null;
  /** For `request.attachmentIds`, by id; without missing and expired unsent ones. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** For `request.unread`; 0 if not requested. */
  readonly unread: number;
}

export interface Decision<T> {
  readonly result: T;
  /** If absent, nothing is written. */
  readonly change?: ConversationChange;
}

/** A message with its conversation, which determines its read state. */
export interface MessageInContext {
  readonly message: Message;
  readonly conversation: Conversation;
}

/** A position in a user's messages over all conversations: by time, then conversation, then sequence number. */
export interface MessagePlace {
  readonly createdAt: number;
  readonly conversationId: string;
  readonly seq: number;
}

export interface MessageSearch {
  readonly matches: Matches;
  /** Only messages of this conversation, of which the user is a member. */
  readonly conversationId?: string;
  /** Only messages before this one. */
  readonly before?: MessagePlace;
  /** The search stops after so many matches, messages, or milliseconds. */
  readonly stopAfter: {
    readonly matches: number;
    readonly messages: number;
    readonly milliseconds: number;
  };
}

export interface FoundMessages {
  /** Newest first. */
  readonly items: MessageInContext[];
  /** The oldest message that was searched; null if all were. */
  readonly searchedTo: MessagePlace | null;
}

/**
 * Conversations with their messages and log. A message whose time has come (`expiresAt`) is returned as its placeholder,
 * and no count, preview, list or search includes it, from that moment on.
 */
export interface ConversationStore {
  /** The id of the pair's conversation, or null. In any order; both may be the same user. */
  findByPair(a: string, b: string): Promise<string | null>;
  /**
   * Stores a new conversation unless its pair has one: exactly one per pair under concurrency. Returns the
   * stored one, and whether it is new.
   */
  open(conversation: Conversation): Promise<{ conversation: Conversation; created: boolean }>;
  /** Strongly consistent, unless `freshness` is `eventual`; then too it finds every conversation. */
  get(id: string, freshness?: Freshness): Promise<Conversation | null>;
  /** Ids of a user's conversations, sorted: the order is stable while they change. */
  listIds(userId: string): Promise<string[]>;
  /** A user's unread messages by conversation, without requests. Eventually consistent on AWS. */
  unreadCounts(userId: string): Promise<ReadonlyMap<string, number>>;
  /** Conversations of a user, latest activity first (ties by id). Eventually consistent on AWS. */
  listByActivity(userId: string, window: Window): Promise<Listed<Conversation>>;
  /**
   * Reads a snapshot, calls `decide`, and writes its change atomically, conditional on `ver`. After a lost
   * race it reads and decides again, so `decide` must be pure.
   * @throws BusyError after too many lost races; nothing is written then
   */
  change<T>(request: SnapshotRequest, decide: (snapshot: Snapshot) => Decision<T>): Promise<T>;
  getMessage(conversationId: string, seq: number): Promise<Message | null>;
  /** In no order, without missing ones. Eventually consistent on AWS. */
  getMessages(places: readonly Omit<MessagePlace, 'createdAt'>[]): Promise<Message[]>;
  /** Newest first, with `after < seq < before` as given. Eventually consistent on AWS. */
  listMessages(
    conversationId: string,
    range: { before?: number; after?: number; limit: number },
  ): Promise<Message[]>;
  /** Entries with `seq > after`, ascending without gaps; messages in their current state. */
  readLog(conversationId: string, range: { after: number; limit: number }): Promise<LogEntry[]>;
  /**
   * Received messages of all conversations, without deleted ones, by time (ties by conversation, then
   * sequence number), without those of declined requests and without invisible ones. Messages to oneself count as received and read. Eventually consistent on AWS.
   */
  listReceived(
    userId: string,
    request: Window & { readonly which: 'all' | 'unread' | 'read'; readonly order: Order },
  ): Promise<Listed<MessageInContext>>;
  /** Sent messages, like `listReceived`. */
  listSent(
    userId: string,
    request: Window & { readonly order: Order },
  ): Promise<Listed<MessageInContext>>;
  /**
   * Searches a user's messages, newest first, without deleted and invisible ones. Reads at least one message, and stops at
   * the limits of `stopAfter`. To continue, pass `before: searchedTo`. Eventually consistent on AWS.
   */
  search(userId: string, request: MessageSearch): Promise<FoundMessages>;
  /**
   * Removes text, files and reactions of messages that have expired, also where nobody reads. On AWS it begins no
   * further step after `until`, and the next call goes on; a conversation that fails, or has very many, does not keep
   * the others waiting, and nothing is removed amid the restore of an archive. Returns the number of conversations from
   * which it has removed something.
   */
  removeExpired(request: {
    readonly until: number;
    readonly onFailure: (error: unknown) => void;
  }): Promise<number>;
}
