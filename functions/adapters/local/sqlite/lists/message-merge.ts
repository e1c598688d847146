import type { Order } from '#contracts/closed-lists.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import type { MessagePlace } from '#core/ports/conversations.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database, Row } from '../database.ts';
import { sightIn } from '../marks.ts';

/** Whose messages: those that a user received, those of them that are read, those sent, or both. */
export type Side = 'received' | 'read' | 'sent' | 'both';

/** Numbered parameters: conversation, user, position, read_seq, count, cleared_seq, hidden messages, time. */
const conditions: Record<Side, string> = {
  received: 'AND receiver_id = ?2',
  read: 'AND receiver_id = ?2 AND (read_at IS NOT NULL OR seq <= ?4)',
  sent: 'AND sender_id = ?2',
  both: '',
};
/** At most so many messages of a conversation: from the member's counts, which omit deleted and removed ones. */
const counts: Record<Side, string> = {
  received: 'm.received',
  read: 'm.received - m.unread',
  sent: 'm.sent',
  both: 'm.received + m.sent',
};

const firstRows = 8;
const maxRows = 200;

/** A conversation, whose messages are in the order of time. */
interface Line {
  readonly id: string;
  readonly readSeq: number;
  readonly sight: Sight;
  /** No message is later (newest first) or earlier (oldest first). */
  readonly bound: number;
  /** Only messages before (newest first) or after it are left. */
  position: number;
  left: number;
  rows: Row[];
  chunk: number;
}

const isBefore = (row: Row, id: string, place: MessagePlace): boolean => {
  const at = row['created_at'] as number;
  if (at !== place.createdAt) return at < place.createdAt;
  if (id !== place.conversationId) return id < place.conversationId;
  return (row['seq'] as number) < place.seq;
};

/**
 * The messages of a user over all conversations, by time, then conversation and sequence number; without
 * deleted, expired and invisible ones, and without those of declined requests. Merges the conversations: an index over all messages
 * would cost every send.
 */
export class MessageMerge {
  readonly #db: Database;
  readonly #userId: string;
  readonly #clock: Clock;
  readonly #isDescending: boolean;
  readonly #sql: string;
  readonly #lines: Line[];

  constructor(
    db: Database,
    userId: string,
    clock: Clock,
    {
      side,
      order,
      columns,
      before,
    }: { side: Side; order: Order; columns: string; before?: MessagePlace },
  ) {
    this.#db = db;
    this.#userId = userId;
    this.#clock = clock;
    this.#isDescending = order === 'desc';
    const [sign, direction] = this.#isDescending ? ['<', 'DESC'] : ['>', 'ASC'];
    this.#sql = `SELECT ${columns} FROM messages
      WHERE conversation_id = ?1 AND seq ${sign} ?3 AND seq > ?6 AND deleted_at IS NULL
        AND (expires_at IS NULL OR expires_at > ?8) ${conditions[side]} AND ?2 IS NOT NULL AND ?4 IS NOT NULL
        AND (?7 IS NULL OR seq NOT IN (SELECT value FROM json_each(?7)))
      ORDER BY seq ${direction} LIMIT ?5`;
    const bound = this.#isDescending ? 'm.activity_at' : 'c.created_at';
    this.#lines = db
      .all(
        `SELECT c.id, c.seq, ${bound} AS bound, m.read_seq, m.cleared_seq, m.last_hidden_seq,
           ${counts[side]} AS n FROM members m
         JOIN conversations c ON c.id = m.conversation_id
         WHERE m.user_id = ? AND ${counts[side]} > 0 AND m.request IS NOT 'declined'
         ORDER BY bound ${direction}`,
        userId,
      )
      .map((row) => ({
        id: row['id'] as string,
        readSeq: row['read_seq'] as number,
        sight: sightIn(db, userId, row['id'] as string, row),
        bound: row['bound'] as number,
        position: this.#firstPosition(row, before),
        left: row['n'] as number,
        rows: [],
        chunk: firstRows,
      }));
  }

  #firstPosition(conversation: Row, before: MessagePlace | undefined): number {
    if (!this.#isDescending) return 0;
    const isAllBefore = !before || (conversation['bound'] as number) < before.createdAt;
    return isAllBefore ? Number.MAX_SAFE_INTEGER : this.#seek(conversation, before);
  }

  /** The first sequence number that is not before the place, by halving: no index has times. */
  #seek({ id, seq }: Row, place: MessagePlace): number {
    const sql = `SELECT seq, created_at FROM messages
      WHERE conversation_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1`;
    let [low, high] = [0, (seq as number) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = this.#db.get(sql, id as string, middle);
      if (!row || isBefore(row, id as string, place)) low = middle + 1;
      else high = row['seq'] as number;
    }
    return low;
  }

  #fetch(line: Line): void {
    if (line.left <= 0) return;
    const { id, position, readSeq, chunk, sight } = line;
    const hidden = sight.hidden.size > 0 ? JSON.stringify([...sight.hidden]) : null;
    const range = [id, this.#userId, position, readSeq, chunk, sight.clearedSeq, hidden] as const;
    line.rows = this.#db.all(this.#sql, ...range, this.#clock.now()).reverse();
    if (line.rows.length < chunk) line.left = line.rows.length;
    line.chunk = Math.min(chunk * 2, maxRows);
  }

  /** Does the first message of a line come before that of the other? */
  #precedes(line: Line, other: Line): boolean {
    const [a, b] = [line.rows.at(-1), other.rows.at(-1)];
    const [at, otherAt] = [Number(a?.['created_at']), Number(b?.['created_at'])];
    const isEarlier = at === otherAt ? line.id < other.id : at < otherAt;
    return isEarlier !== this.#isDescending;
  }

  /** The line with the next message. Reads only conversations that may have it. */
  #next(): Line | null {
    let next: Line | null = null;
    for (const line of this.#lines) {
      const at = next?.rows.at(-1)?.['created_at'] as number | undefined;
      if (at !== undefined && (this.#isDescending ? line.bound < at : line.bound > at)) break;
      if (line.rows.length === 0) this.#fetch(line);
      if (line.rows.length > 0 && (!next || this.#precedes(line, next))) next = line;
    }
    return next;
  }

  /** The next messages, as they are now. */
  take(count: number): Row[] {
    for (const line of this.#lines) line.rows = [];
    const taken: Row[] = [];
    while (taken.length < count) {
      const line = this.#next();
      const row = line?.rows.pop();
      if (!line || !row) break;
      taken.push(row);
      line.position = row['seq'] as number;
      line.left--;
    }
    return taken;
  }
}
