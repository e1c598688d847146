import type { Conversation } from '#core/domain/conversation.ts';
import type { User } from '#core/domain/user.ts';
import { RowCache } from './row-cache.ts';

const maxUsers = 2_000;
const maxConversations = 2_000;
const maxPairs = 4_000;

/**
 * Rows that nearly every call reads (ADR 44). A statement that writes to one of their tables clears their cache,
 * unless its caller updates the cache itself. A rollback, and a commit of another process, clear all.
 */
export class RowCaches {
  readonly users = new RowCache<User>(maxUsers);
  readonly conversations = new RowCache<Conversation>(maxConversations);
  /** The id of the conversation of two users. */
  readonly pairs = new RowCache<string>(maxPairs);
  /** Whether one of two users has blocked the other. */
  readonly blocks = new RowCache<boolean>(maxPairs);

  /** The caches of the tables that a statement may write to. */
  writtenBy(sql: string): readonly { clear(): void }[] {
    return [
      ...(/\busers\b/i.test(sql) ? [this.users] : []),
      ...(/\b(conversations|members)\b/i.test(sql) ? [this.conversations, this.pairs] : []),
      ...(/\bblocks\b/i.test(sql) ? [this.blocks] : []),
    ];
  }

  clear(): void {
    this.users.clear();
    this.conversations.clear();
    this.pairs.clear();
    this.blocks.clear();
  }
}
