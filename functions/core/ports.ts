import type { ServerEvent } from '../contracts/realtime.ts';
import type { Attachment } from './domain/attachment.ts';
import type { ConversationChange } from './domain/changes.ts';
import type { Conversation } from './domain/conversation.ts';
import type { LogEntry, Message, SentGuard } from './domain/message.ts';
import type { Caller, User, UserSummary } from './domain/user.ts';

/** Epoch milliseconds, and waiting. */
export interface Clock {
  now(): number;
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Ids {
  /** A random lower-case UUID. */
  uuid(): string;
  /** An unguessable URL-safe string of at least 128 bits. */
  secret(): string;
}

/** A window of a list: `offset` items are passed over, at most `limit` are listed; `total` is exact. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}
export interface Listed<T> {
  readonly items: T[];
  readonly total: number;
}

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
export type Order = 'asc' | 'desc';

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

export type ClaimRefusal = 'username_taken' | 'email_taken';

/** Profiles, with unique names and e-mail addresses. */
export interface UserStore {
  /**
   * Stores an unfinished profile together with the claims of its name and e-mail, or nothing.
   * Claims of abandoned registrations (see `isAbandoned`) are taken over.
   */
  claim(user: User): Promise<'claimed' | ClaimRefusal>;
  /** Ends a registration: the user can be found and sign in. */
  finish(id: string): Promise<void>;
  /** Undoes an unfinished claim; a finished profile stays. */
  release(id: string): Promise<void>;
  /** Consistent. */
  get(id: string): Promise<User | null>;
  /** Those that exist, in no order; may lag a moment behind on AWS. */
  getMany(ids: readonly string[]): Promise<User[]>;
  /** Consistent; `username` in any case. */
  findByName(username: string): Promise<User | null>;
  /**
   * Reachable users: name contains (3+ characters), starts with (fewer), or id; sorted by name. May
   * lag a moment behind on AWS.
   */
  search(query: string, window: Window): Promise<Listed<UserSummary>>;
  /** Access tokens issued before `validAfter` are dead from now on; never goes back. */
  revokeTokens(id: string, validAfter: number): Promise<void>;
  /**
   * Changes name or e-mail address, with their claims in the same write: races have one winner.
   * What is so already is left alone, `updatedAt` too. Returns the profile as it is now; null when the
   * user has been deactivated meanwhile.
   */
  update(
    id: string,
    change: { username?: string | undefined; email?: string | undefined },
    now: number,
  ): Promise<User | ClaimRefusal | null>;
  /** Soft delete: inactive, offline, no longer found by search; name and e-mail stay claimed. */
  deactivate(id: string, now: number): Promise<void>;
  /** True at most once in the given time for a user: may presence be told to others now? */
  mayTellPresence(id: string, now: number, everyMs: number): Promise<boolean>;
  /** Renews or ends the presence lease. */
  setPresence(id: string, presence: { onlineUntil: number; lastSeen: number }): Promise<void>;
}

/** Who has blocked whom. */
export interface BlockStore {
  /** Again is no error. */
  block(userId: string, otherId: string): Promise<void>;
  unblock(userId: string, otherId: string): Promise<void>;
  /** Ids of those whom the user has blocked. */
  listBlocked(userId: string): Promise<string[]>;
  /** Ids of those with whom nothing passes: whom the user has blocked, and who has blocked the user. */
  listApart(userId: string): Promise<string[]>;
  /** Has either of the two blocked the other? */
  isBlockedBetween(a: string, b: string): Promise<boolean>;
}

/** A limit over a fixed window: `limit` times in each `windowSeconds`. */
export interface RateRule {
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** When it happened (epoch milliseconds): says in which window it counts, and is taken back. */
  readonly at: number;
}

/** Counts what may happen only so often. */
export interface CounterStore {
  /** Counts one, or refuses when the window is full and says when it ends. */
  take(rule: RateRule): Promise<'counted' | { readonly retryAfterSeconds: number }>;
  /** Takes one back that turned out not to count. */
  giveBack(rule: RateRule): Promise<void>;
}

/** Codes with which one may register where registration is by invitation. */
export interface InviteStore {
  put(invite: { code: string; expiresAt: number }): Promise<void>;
  /** Takes it out: exactly one of several concurrent calls gets it; null when unknown or expired. */
  take(code: string): Promise<{ code: string; expiresAt: number } | null>;
}

export interface IssuedTokens {
  readonly userId: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Passwords and tokens. A user's id is its user name there. */
export interface IdentityProvider {
  create(userId: string, password: string): Promise<void>;
  /** Removes an identity without a finished user; unknown ones are no error. */
  remove(userId: string): Promise<void>;
  /** Sets a new password; tokens stay as they are. */
  setPassword(userId: string, password: string): Promise<void>;
  /** Nobody can sign in or refresh as this user any more. */
  disable(userId: string): Promise<void>;
  /** `null` stands for an unknown name: takes about as long and is refused alike. */
  signIn(
    userId: string | null,
    password: string,
  ): Promise<IssuedTokens | 'invalid_credentials' | 'too_many_attempts'>;
  /** Rotates: the old token is spent but may be repeated for 60 s; after that its family is revoked. */
  refresh(refreshToken: string): Promise<IssuedTokens | 'invalid_refresh_token'>;
  /**
   * Revokes the family of a token; unknown ones are no error. Returns whose it was if the token was still
   * good: neither expired, nor revoked, nor spent long ago.
   */
  revoke(refreshToken: string): Promise<string | null>;
  revokeAll(userId: string): Promise<void>;
  /** The caller of a valid, unexpired token, else null. */
  verifyAccessToken(token: string): Promise<Caller | null>;
  /** Ids of all users, unfinished ones too, piece by piece in no order; `cursor` of the piece before. */
  listIds(cursor: string | null): Promise<{ ids: string[]; nextCursor: string | null }>;
}

/** A registered socket. Times are epoch milliseconds. */
export interface Connection {
  readonly id: string;
  readonly userId: string;
  /** Set: only this conversation's events. */
  readonly conversationId: string | null;
  readonly connectedAt: number;
  readonly expiresAt: number;
}

export interface ConnectionRegistry {
  add(connection: Connection): Promise<void>;
  get(id: string): Promise<Connection | null>;
  /** Unexpired ones of these users, oldest first; never a scan. */
  listByUsers(userIds: readonly string[]): Promise<Connection[]>;
  /** Removes exactly this one; unknown is no error. */
  remove(id: string): Promise<void>;
}

export interface Ticket {
  readonly secret: string;
  readonly caller: Caller;
  readonly expiresAt: number;
}

export interface TicketStore {
  put(ticket: Ticket): Promise<void>;
  /** Takes it out: exactly one of several concurrent calls gets it; null when used or expired. */
  take(secret: string): Promise<Ticket | null>;
}

/** Pushes to sockets. Never throws: a push is best effort. */
export interface Broadcaster {
  post(connectionId: string, event: ServerEvent): Promise<'sent' | 'gone' | 'failed'>;
  /** `code` is used where the gateway can set one. */
  disconnect(connectionId: string, code: number): Promise<void>;
}

export interface HealthProbe {
  /** True when the store answers. */
  check(): Promise<boolean>;
}
