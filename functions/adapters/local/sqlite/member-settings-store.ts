import type { Arranged, MemberSettings } from '#core/domain/member-settings.ts';
import { noSettings } from '#core/domain/member-settings.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { Database, Row } from './database.ts';
import { conversationColumns, conversationOf } from './rows.ts';

export const settingsOf = (row: Row): MemberSettings => ({
  ver: row['settings_ver'] as number,
  mutedUntil: row['muted_until'] as number | null,
  isPinned: row['is_pinned'] === 1,
  archivedSeq: row['archived_seq'] as number | null,
  markedUnreadSeq: row['marked_unread_seq'] as number | null,
});

const settingsColumns = `m.settings_ver, m.muted_until, m.is_pinned, m.archived_seq,
  m.marked_unread_seq`;

/** `isArchivedAt` of contracts/member-rules.ts. Its parameter is the time. */
const archived = `(m.archived_seq IS NOT NULL AND (coalesce(m.muted_until, 0) > ?
  OR (SELECT coalesce(last_seq, 0) FROM conversations WHERE id = m.conversation_id)
     <= m.archived_seq))`;

/** A request that waits for the member is only in its own view, a declined one in none. */
const accepted = 'm.request IS NULL';
const waiting = "m.request = 'pending'";
const notDeclined = "m.request IS NOT 'declined'";

/** The settings of members, in columns of their memberships that no change of a conversation writes. */
export class SqliteMemberSettingsStore implements MemberSettingsStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
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
      if (next) this.#put(userId, conversationId, next);
      return result;
    });

  #put(userId: string, conversationId: string, next: MemberSettings): void {
    this.#db.run(
      `UPDATE members SET settings_ver = ?, muted_until = ?, is_pinned = ?, archived_seq = ?,
         marked_unread_seq = ? WHERE user_id = ? AND conversation_id = ?`,
      next.ver,
      next.mutedUntil,
      Number(next.isPinned),
      next.archivedSeq,
      next.markedUnreadSeq,
      userId,
      conversationId,
    );
  }

  /** Latest activity first. `m` is the membership; `values` are those of the condition. */
  #page(
    userId: string,
    condition: string,
    values: readonly number[],
    { offset, limit }: { offset: number; limit: number },
  ): Arranged[] {
    if (limit <= 0) return [];
    const rows = this.#db.all(
      `SELECT ${settingsColumns}, ${conversationColumns}
       JOIN members m ON m.user_id = ? AND m.conversation_id = c.id
       WHERE c.id IN (
         SELECT m.conversation_id FROM members m WHERE m.user_id = ? AND ${condition}
         ORDER BY m.activity_at DESC, m.conversation_id LIMIT ? OFFSET ?)
       ORDER BY coalesce(c.last_created_at, c.created_at) DESC, c.id`,
      userId,
      userId,
      ...values,
      limit,
      offset,
    );
    return rows.map((row) => ({ conversation: conversationOf(row), settings: settingsOf(row) }));
  }

  /** The pinned ones, which are few, then the others. */
  #main(userId: string, now: number, { offset, limit }: { offset: number; limit: number }) {
    const everything = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
    const pinned = this.#page(
      userId,
      `m.is_pinned = 1 AND ${accepted} AND NOT ${archived}`,
      [now],
      everything,
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
    const total = this.#count(userId, accepted);
    const archivedTotal = this.#count(userId, `${accepted} AND ${archived}`, now);
    if (view === 'archived') {
      const items = this.#page(userId, `${accepted} AND ${archived}`, [now], window);
      return { items, total: archivedTotal, archivedTotal, requestsTotal: null };
    }
    const requestsTotal = this.#count(userId, waiting);
    const totals = { archivedTotal, requestsTotal };
    if (view === 'requests') {
      return { items: this.#page(userId, waiting, [], window), total: requestsTotal, ...totals };
    }
    if (view === 'all') {
      const items = this.#page(userId, notDeclined, [], window);
      return { items, total: total + requestsTotal, ...totals };
    }
    return { items: this.#main(userId, now, window), total: total - archivedTotal, ...totals };
  };
}
