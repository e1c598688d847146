import type { Attachment } from '#core/domain/attachment.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import { sortedPair, stateOf } from '#core/domain/conversation.ts';
import type { LogEntry, Message } from '#core/domain/message.ts';
import type { User } from '#core/domain/user.ts';
import { visibleAt } from '#core/domain/visibility/expiry.ts';
import type {
  ConversationStore,
  Decision,
  FoundMessages,
  MessageInContext,
  MessageSearch,
  Snapshot,
  SnapshotRequest,
} from '#core/ports/conversations.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import type { Clock } from '#core/ports/system.ts';
import { applyChange, insertConversation } from './apply-change.ts';
import { findAttachment } from './attachment-store.ts';
import { isBlockedBetween } from './block-store.ts';
import { findConversation, findPair, findUser } from './cache/cached-rows.ts';
import type { Database, Row } from './database.ts';
import { conversationNow, expiredOf, messageNow } from './expiry/as-of-now.ts';
import { expireIn, sweepExpired } from './expiry/expiry.ts';
import { findGuard } from './guards/sent-guards.ts';
import { listReceived, listSent, type ReceivedRequest, type SentRequest } from './lists/mailbox.ts';
import { searchMessages } from './lists/message-search.ts';
import { conversationColumns, conversationOf, messageOf, recordOf } from './rows.ts';

const byPair = `SELECT ${conversationColumns} WHERE c.member_a = ? AND c.member_b = ?`;

/** Conversations, messages and the log on SQLite. Decisions run inside the write's transaction. */
export class SqliteConversationStore implements ConversationStore {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  #conversation(id: string): Conversation | null {
    return conversationNow(this.#db, id, this.#clock.now());
  }

  /** Removes what has expired in a conversation; runs inside a write. */
  #expireIn(conversationId: string): void {
    while (expireIn(this.#db, conversationId, this.#clock.now()));
  }

  async findByPair(a: string, b: string): Promise<string | null> {
    return findPair(this.#db, sortedPair(a, b));
  }

  open(conversation: Conversation): Promise<{ conversation: Conversation; created: boolean }> {
    return this.#db.write(() => {
      const row = this.#db.get(byPair, ...conversation.members);
      if (row) {
        const known = conversationOf(row);
        this.#expireIn(known.id);
        return { conversation: findConversation(this.#db, known.id) ?? known, created: false };
      }
      insertConversation(this.#db, conversation);
      return { conversation, created: true };
    });
  }

  async get(id: string): Promise<Conversation | null> {
    return this.#conversation(id);
  }

  async listIds(userId: string): Promise<string[]> {
    const sql = 'SELECT conversation_id FROM members WHERE user_id = ? ORDER BY conversation_id';
    return this.#db.all(sql, userId).map((row) => row['conversation_id'] as string);
  }

  async unreadCounts(userId: string): Promise<Map<string, number>> {
    const sql = `SELECT conversation_id, unread FROM members
      WHERE user_id = ? AND unread > 0 AND request IS NULL`;
    const rows = this.#db.all(sql, userId);
    const counts = new Map(
      rows.map((row) => [row['conversation_id'] as string, row['unread'] as number]),
    );
    for (const { conversationId: id, unread } of expiredOf(this.#db, userId, this.#clock.now())) {
      const left = (counts.get(id) ?? 0) - unread;
      if (left > 0) counts.set(id, left);
      else counts.delete(id);
    }
    return counts;
  }

  async listByActivity(userId: string, window: Window): Promise<Listed<Conversation>> {
    const rows = this.#db.all(
      `SELECT conversation_id FROM members WHERE user_id = ?
       ORDER BY activity_at DESC, conversation_id LIMIT ? OFFSET ?`,
      userId,
      window.limit,
      window.offset,
    );
    const count = this.#db.get('SELECT count(*) AS total FROM members WHERE user_id = ?', userId);
    return {
      items: rows.flatMap((row) => this.#conversation(row['conversation_id'] as string) ?? []),
      total: Number(count?.['total']),
    };
  }

  change<T>(request: SnapshotRequest, decide: (snapshot: Snapshot) => Decision<T>): Promise<T> {
    return this.#db.write(() => {
      this.#expireIn(request.conversationId);
      const { change, result } = decide(this.#snapshot(request));
      if (change) applyChange(this.#db, change, this.#clock.now());
      return result;
    });
  }

  #snapshot(request: SnapshotRequest): Snapshot {
    const conversation = findConversation(this.#db, request.conversationId);
    const guard = this.#guard(request);
    return {
      conversation,
      users: this.#users(request),
      guard,
      guarded: guard && this.#message(request.conversationId, guard.seq),
      isBlocked: request.between !== undefined && isBlockedBetween(this.#db, ...request.between),
      message:
        request.messageSeq === undefined
          ? null
          : this.#message(request.conversationId, request.messageSeq),
      attachments: this.#attachments(request),
      unread: this.#unread(request, conversation),
    };
  }

  #users({ users: ids = [] }: SnapshotRequest): Map<string, User> {
    const users = new Map<string, User>();
    for (const id of ids) {
      const user = findUser(this.#db, id);
      if (user) users.set(id, user);
    }
    return users;
  }

  #guard({ conversationId, guard }: SnapshotRequest) {
    return guard ? findGuard(this.#db, conversationId, guard, this.#clock.now()) : null;
  }

  #attachments({ attachmentIds = [] }: SnapshotRequest): Map<string, Attachment> {
    const found = attachmentIds.map((id) => findAttachment(this.#db, id, this.#clock.now()));
    return new Map(
      found.flatMap((attachment) => (attachment ? [[attachment.id, attachment]] : [])),
    );
  }

  #unread({ unread }: SnapshotRequest, conversation: Conversation | null): number {
    if (!unread || !conversation || unread.upTo >= conversation.seq) return 0;
    const row = this.#db.get(
      `SELECT count(*) AS unread FROM messages
       WHERE conversation_id = ? AND seq > ? AND seq <= ? AND receiver_id = ?
         AND read_at IS NULL AND deleted_at IS NULL`,
      conversation.id,
      stateOf(conversation, unread.readerId).readSeq,
      unread.upTo,
      unread.readerId,
    );
    return Number(row?.['unread']);
  }

  #message(conversationId: string, seq: number): Message | null {
    const row = this.#db.get(
      'SELECT * FROM messages WHERE conversation_id = ? AND seq = ?',
      conversationId,
      seq,
    );
    return row ? messageOf(this.#db, row) : null;
  }

  #shown(row: Row): Message {
    return messageNow(this.#db, row, this.#clock.now());
  }

  #find(conversationId: string, seq: number): Message | null {
    const message = this.#message(conversationId, seq);
    return message && visibleAt(message, this.#clock.now());
  }

  async getMessage(conversationId: string, seq: number): Promise<Message | null> {
    return this.#find(conversationId, seq);
  }

  getMessages: ConversationStore['getMessages'] = async (places) => {
    return places.flatMap(({ conversationId, seq }) => this.#find(conversationId, seq) ?? []);
  };

  async listMessages(
    conversationId: string,
    { before, after, limit }: { before?: number; after?: number; limit: number },
  ): Promise<Message[]> {
    return this.#db
      .all(
        `SELECT * FROM messages WHERE conversation_id = ? AND seq < ? AND seq > ?
         ORDER BY seq DESC LIMIT ?`,
        conversationId,
        before ?? Number.MAX_SAFE_INTEGER,
        after ?? 0,
        limit,
      )
      .map((row) => this.#shown(row));
  }

  async readLog(
    conversationId: string,
    { after, limit }: { after: number; limit: number },
  ): Promise<LogEntry[]> {
    const window = [conversationId, after, limit] as const;
    const where = 'WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?';
    const messages = this.#db
      .all(`SELECT * FROM messages ${where}`, ...window)
      .map((row) => this.#shown(row));
    const records = this.#db.all(`SELECT * FROM records ${where}`, ...window).map(recordOf);
    const changed = records.flatMap(({ seq, kind, messageSeq }) => {
      const message = this.#find(conversationId, messageSeq);
      return message ? [{ seq, kind, message }] : [];
    });
    return [
      ...messages.map((message) => ({ seq: message.seq, kind: 'message' as const, message })),
      ...changed,
    ]
      .sort((one, other) => one.seq - other.seq)
      .slice(0, limit);
  }

  async listReceived(userId: string, request: ReceivedRequest): Promise<Listed<MessageInContext>> {
    return listReceived(this.#db, userId, request, this.#clock);
  }

  async listSent(userId: string, request: SentRequest): Promise<Listed<MessageInContext>> {
    return listSent(this.#db, userId, request, this.#clock);
  }

  removeExpired(): Promise<number> {
    return sweepExpired(this.#db, this.#clock);
  }

  async search(userId: string, request: MessageSearch): Promise<FoundMessages> {
    return searchMessages(this.#db, userId, request, this.#clock);
  }
}
