import type { Arranged, MemberSettings } from '#core/domain/member-settings.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import type { Marks } from '#core/domain/visibility/marks.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database, Row } from './database.ts';
import { conversationNow } from './expiry/as-of-now.ts';
import { findMarks, listStarred, putMarks } from './marks.ts';

export const settingsOf = (row: Row): MemberSettings => ({
  ver: row['settings_ver'] as number,
  mutedUntil: row['muted_until'] as number | null,
  isPinned: row['is_pinned'] === 1,
  archivedSeq: row['archived_seq'] as number | null,
  markedUnreadSeq: row['marked_unread_seq'] as number | null,
  clearedSeq: row['cleared_seq'] as number,
  lastHiddenSeq: row['last_hidden_seq'] as number,
  marksVer: row['marks_ver'] as number,
});

const settingsColumns = `m.settings_ver, m.muted_until, m.is_pinned, m.archived_seq,
  m.marked_unread_seq, m.cleared_seq, m.last_hidden_seq, m.marks_ver`;

/** Runs inside a write. */
export const putSettings = (
  db: Database,
  userId: string,
  conversationId: string,
  next: MemberSettings,
): void => {
  db.run(
    `UPDATE members SET settings_ver = ?, muted_until = ?, is_pinned = ?, archived_seq = ?,
       marked_unread_seq = ?, cleared_seq = ?, last_hidden_seq = ?, marks_ver = ?
     WHERE user_id = ? AND conversation_id = ?`,
    next.ver,
    next.mutedUntil,
    Number(next.isPinned),
    next.archivedSeq,
    next.markedUnreadSeq,
    next.clearedSeq,
    next.lastHiddenSeq,
    next.marksVer,
    userId,
    conversationId,
  );
};

/** `isArchivedAt` of contracts/member-rules.ts. Its parameter is the time. */
const archived = `(m.archived_seq IS NOT NULL AND (coalesce(m.muted_until, 0) > ?
  OR (SELECT coalesce(last_seq, 0) FROM conversations WHERE id = m.conversation_id)
     <= m.archived_seq))`;

/** A request that waits for the member is only in its own view, a declined one in none. */
const accepted = 'm.request IS NULL';
const waiting = "m.request = 'pending'";
const notDeclined = "m.request IS NOT 'declined'";

interface Totals {
  readonly accepted: number;
  readonly archived: number;
  readonly waiting: number;
  /** Archived ones included. */
  readonly pinned: number;
}

/** The settings of members, in columns of their memberships that no change of a conversation writes. */
export class SqliteMemberSettingsStore implements MemberSettingsStore {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  async get(userId: string, conversationId: string): Promise<MemberSettings> {
    return this.#find(userId, conversationId) ?? noSettings;
  }

  #find(userId: string, conversationId: string): MemberSettings | null {
    const row = this.#db.get(
      `SELECT ${settingsColumns} FROM members m WHERE m.user_id = ? AND m.conversation_id = ?`,
      userId,
      conversationId,
    );
    return row ? settingsOf(row) : null;
  }

  #count(userId: string, condition: string, ...values: number[]): number {
    const sql = `SELECT count(*) AS n FROM members m WHERE m.user_id = ? AND ${condition}`;
    return Number(this.#db.get(sql, userId, ...values)?.['n']);
  }

  change: MemberSettingsStore['change'] = (userId, conversationId, decide) =>
    this.#db.write(() => {
      const settings = this.#find(userId, conversationId);
      if (!settings) return null;
      const { result, next } = decide({ settings, pinned: this.#count(userId, 'is_pinned = 1') });
      if (next) putSettings(this.#db, userId, conversationId, next);
      return result;
    });

  async getMarks(userId: string, conversationId: string): Promise<Marks> {
    return findMarks(this.#db, userId, conversationId);
  }

  /** All counts of a list in one pass over the memberships of a user. */
  #totals(userId: string, now: number): Totals {
    const sums = {
      accepted,
      archived: `${accepted} AND ${archived}`,
      waiting,
      pinned: `${accepted} AND m.is_pinned = 1`,
    };
    const columns = Object.entries(sums).map(([name, is]) => `coalesce(sum(${is}), 0) AS ${name}`);
    const sql = `SELECT ${columns.join(', ')} FROM members m WHERE m.user_id = ?`;
    return this.#db.get(sql, now, userId) as unknown as Totals;
  }

  changeMarks: MemberSettingsStore['changeMarks'] = (userId, conversationId, decide) =>
    this.#db.write(() => {
      const settings = this.#find(userId, conversationId);
      if (!settings) return null;
      const marks = findMarks(this.#db, userId, conversationId);
      const { result, next } = decide({ settings, marks });
      if (next) {
        putSettings(this.#db, userId, conversationId, next.settings);
        if (next.marks !== marks) putMarks(this.#db, userId, conversationId, next.marks);
      }
      return result;
    });

  listStarred: MemberSettingsStore['listStarred'] = async (userId, conversationId) =>
    listStarred(this.#db, userId, conversationId);

  /** Latest activity first. `m` is the membership; `values` are those of the condition. */
  #page(
    userId: string,
    condition: string,
    values: readonly number[],
    { offset, limit }: { offset: number; limit: number },
  ): Arranged[] {
    if (limit <= 0) return [];
    return this.#db
      .all(
        `SELECT m.conversation_id, ${settingsColumns} FROM members m
         WHERE m.user_id = ? AND ${condition}
         ORDER BY m.activity_at DESC, m.conversation_id LIMIT ? OFFSET ?`,
        userId,
        ...values,
        limit,
        offset,
      )
      .flatMap((row) => {
        const id = row['conversation_id'] as string;
        const conversation = conversationNow(this.#db, id, this.#clock.now());
        return conversation ? [{ conversation, settings: settingsOf(row) }] : [];
      });
  }

  /** The pinned ones, which are few, then the others. */
  #main(
    userId: string,
    now: number,
    { offset, limit }: { offset: number; limit: number },
    pinnedCount: number,
  ): Arranged[] {
    const pinned = this.#page(
      userId,
      `m.is_pinned = 1 AND ${accepted} AND NOT ${archived}`,
      [now],
      { offset: 0, limit: pinnedCount },
    );
    const first = pinned.slice(offset, offset + limit);
    const others = this.#page(
      userId,
      `m.is_pinned = 0 AND ${accepted} AND NOT ${archived}`,
      [now],
      {
        offset: Math.max(0, offset - pinned.length),
        limit: limit - first.length,
      },
    );
    return [...first, ...others];
  }

  list: MemberSettingsStore['list'] = async (userId, { view, now, offset, limit }) => {
    const window = { offset, limit };
    const counted = this.#totals(userId, now);
    const { accepted: total, archived: archivedTotal, waiting: requestsTotal } = counted;
    if (view === 'archived') {
      const items = this.#page(userId, `${accepted} AND ${archived}`, [now], window);
      return { items, total: archivedTotal, archivedTotal, requestsTotal: null };
    }
    const totals = { archivedTotal, requestsTotal };
    if (view === 'requests') {
      return { items: this.#page(userId, waiting, [], window), total: requestsTotal, ...totals };
    }
    if (view === 'all') {
      const items = this.#page(userId, notDeclined, [], window);
      return { items, total: total + requestsTotal, ...totals };
    }
    const items = this.#main(userId, now, window, counted.pinned);
    return { items, total: total - archivedTotal, ...totals };
  };
}
