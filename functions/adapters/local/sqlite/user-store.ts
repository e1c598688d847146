import { isDeepStrictEqual } from 'node:util';
import { limits } from '#contracts/limits.ts';
import { foldName, formerFold } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import { validAfterRevocation } from '#core/domain/revocation.ts';
import { searchGrams, searchMode } from '#core/domain/search.ts';
import { withEnded } from '#core/domain/session.ts';
import type { User, UserSummary } from '#core/domain/user.ts';
import { foldEmail, isAbandoned, presenceOrderMs } from '#core/domain/user.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import type { Clock } from '#core/ports/system.ts';
import type { ClaimRefusal, ProfileChange, UserStore } from '#core/ports/users.ts';
import type { Database } from './database.ts';
import { indexName, setName } from './names.ts';
import { userOf } from './rows.ts';

const reachable = 'is_active = 1 AND is_finished = 1';
/** As a suffix: sorts after every name with this prefix. */
const afterAll = '\u{10FFFF}';

/** Only searchable users have pieces, so matches need no check of the profile. */
const containsFrom = 'FROM user_grams WHERE gram = ? AND instr(folded, ?) > 0';
const startsFrom = `FROM (SELECT user_id, n.folded FROM user_names n JOIN users u ON u.id = user_id
  WHERE n.folded >= ? AND n.folded < ? AND ${reachable})`;

/** Profiles on SQLite. Names are unique by skeleton and searched by three-character pieces. */
export class SqliteUserStore implements UserStore {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  claim(user: User): Promise<'claimed' | ClaimRefusal> {
    const folded = foldName(user.username);
    const email = user.email === null ? null : foldEmail(user.email);
    return this.#db.write(() => {
      if (this.#isTaken(user)) return 'username_taken';
      this.#db.run(
        `INSERT INTO users (id, username, folded, email, is_active, is_finished, valid_after,
           online_until, last_seen, created_at, updated_at, shows_presence, shows_receipts)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        user.id,
        user.username,
        folded,
        email,
        Number(user.isActive),
        Number(user.isFinished),
        user.validAfter,
        user.onlineUntil,
        user.lastSeen,
        user.createdAt,
        user.updatedAt,
        Number(user.privacy.presence),
        Number(user.privacy.readReceipts),
      );
      setName(this.#db, user.id, user.username);
      return 'claimed';
    });
  }

  /** Is the name taken by another user? Names of abandoned registrations do not count and are removed. */
  #isTaken({ id, username }: User): boolean {
    const sql = `SELECT u.* FROM user_names JOIN users u ON u.id = user_id
      WHERE skeleton = ? AND user_id != ?`;
    const holders = this.#db.all(sql, skeletonOf(username), id).map(userOf);
    const abandoned = holders.filter((holder) => isAbandoned(holder, this.#clock.now()));
    for (const holder of abandoned) this.#db.run('DELETE FROM users WHERE id = ?', holder.id);
    return abandoned.length < holders.length;
  }

  finish(id: string): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('UPDATE users SET is_finished = 1 WHERE id = ?', id);
      const row = this.#db.get('SELECT folded FROM user_names WHERE user_id = ?', id);
      if (!row) throw new Error('the claim of this registration has been taken over');
      indexName(this.#db, id, row['folded'] as string);
    });
  }

  update(id: string, change: ProfileChange, now: number): Promise<User | ClaimRefusal | null> {
    return this.#db.write(() => {
      const row = this.#db.get('SELECT * FROM users WHERE id = ?', id);
      if (!row) throw new Error('a user without a profile');
      const user = userOf(row);
      if (!user.isActive) return null;
      const wanted = {
        ...user,
        username: change.username ?? user.username,
        email: change.email === undefined ? user.email : foldEmail(change.email),
        privacy: { ...user.privacy, ...change.privacy },
      };
      if (isDeepStrictEqual(wanted, user)) return user;
      return this.#replace(user, { ...wanted, updatedAt: now });
    });
  }

  /** Runs inside a write. */
  #replace(user: User, wanted: User): User | ClaimRefusal {
    const { id, username, email, privacy, updatedAt } = wanted;
    if (username !== user.username) {
      if (this.#isTaken(wanted)) return 'username_taken';
      this.#rename(id, username);
    }
    const sql = `UPDATE users SET email = ?, updated_at = ?, shows_presence = ?, shows_receipts = ?
      WHERE id = ?`;
    const shown = [Number(privacy.presence), Number(privacy.readReceipts)] as const;
    this.#db.run(sql, email, updatedAt, ...shown, id);
    return wanted;
  }

  #rename(id: string, username: string): void {
    const folded = foldName(username);
    this.#db.run('UPDATE users SET username = ?, folded = ? WHERE id = ?', username, folded, id);
    setName(this.#db, id, username);
    indexName(this.#db, id, folded);
  }

  deactivate(id: string, now: number): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('DELETE FROM user_grams WHERE user_id = ?', id);
      this.#db.run(
        'UPDATE users SET is_active = 0, online_until = min(online_until, ?), updated_at = ? WHERE id = ? AND is_active = 1',
        now,
        now,
        id,
      );
    });
  }

  async mayEmitPresence(id: string, now: number, everyMs: number): Promise<boolean> {
    return this.#db.writeSoon(() => {
      const sql = 'UPDATE users SET presence_told_at = ? WHERE id = ? AND presence_told_at <= ?';
      return this.#db.run(sql, now, id, now - everyMs) === 1;
    });
  }

  release(id: string): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('DELETE FROM users WHERE id = ? AND is_finished = 0', id);
    });
  }

  async get(id: string): Promise<User | null> {
    const row = this.#db.get('SELECT * FROM users WHERE id = ?', id);
    return row ? userOf(row) : null;
  }

  async getMany(ids: readonly string[]): Promise<User[]> {
    const found = ids.map((id) => this.#db.get('SELECT * FROM users WHERE id = ?', id));
    return found.flatMap((row) => (row ? [userOf(row)] : []));
  }

  async findByName(username: string): Promise<User | null> {
    const row = this.#db.get('SELECT * FROM users WHERE folded = ?', formerFold(username));
    if (row) return userOf(row);
    const sql = 'SELECT u.* FROM user_names n JOIN users u ON u.id = user_id WHERE n.folded = ?';
    const found = this.#db.all(sql, foldName(username)).map(userOf);
    // Several users share this fold only with old names: each is found by its former fold only.
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  async search(query: string, window: Window): Promise<Listed<UserSummary>> {
    const folded = foldName(query);
    if (folded === '') return { items: [], total: 0 };
    const byId = `SELECT * FROM users WHERE id = ? AND ${reachable}`;
    const named = this.#db.all(byId, query.trim().toLowerCase()).map(userOf);
    if (named.length > 0) {
      return { items: window.offset === 0 ? named : [], total: named.length };
    }
    const match =
      searchMode(folded) === 'starts'
        ? { from: startsFrom, values: [folded, folded + afterAll] }
        : { from: containsFrom, values: [this.#rarestGram(folded), folded] };
    return this.#listMatches(match, window);
  }

  /** Counts in the index; reads only the window's profiles. */
  #listMatches(
    { from, values }: { from: string; values: string[] },
    { offset, limit }: Window,
  ): Listed<UserSummary> {
    const { maxMatches } = limits.searchQuery;
    const count = `SELECT count(*) AS total FROM (SELECT 1 ${from} LIMIT ${maxMatches})`;
    const ids = `SELECT user_id ${from} ORDER BY folded LIMIT ? OFFSET ?`;
    const items = this.#db
      .all(ids, ...values, Math.max(0, Math.min(limit, maxMatches - offset)), offset)
      .flatMap((row) => this.#db.all('SELECT * FROM users WHERE id = ?', row['user_id'] as string));
    return { items: items.map(userOf), total: Number(this.#db.get(count, ...values)?.['total']) };
  }

  /** The piece with the fewest candidates; counting stops early. */
  #rarestGram(folded: string): string {
    const sql = 'SELECT count(*) AS n FROM (SELECT 1 FROM user_grams WHERE gram = ? LIMIT 200)';
    const counted = searchGrams(folded).map((gram) => ({
      gram,
      count: Number(this.#db.get(sql, gram)?.['n']),
    }));
    return counted.reduce((best, next) => (next.count < best.count ? next : best)).gram;
  }

  revokeTokens(id: string, validAfter: number): Promise<void> {
    return this.#db.write(() => {
      this.#db.run(
        'UPDATE users SET valid_after = max(valid_after, ?) WHERE id = ?',
        validAfter,
        id,
      );
    });
  }

  rejectSessions(id: string, sessionIds: readonly string[], now: number): Promise<void> {
    return this.#db.write(() => {
      const row = this.#db.get('SELECT * FROM users WHERE id = ?', id);
      if (!row) return;
      const user = userOf(row);
      const ended = withEnded(user.endedSessions, sessionIds, now);
      const validAfter = ended ? user.validAfter : validAfterRevocation(now);
      this.#db.run(
        'UPDATE users SET ended_sessions = ?, valid_after = max(valid_after, ?) WHERE id = ?',
        ended ? JSON.stringify(ended) : '',
        validAfter,
        id,
      );
    });
  }

  async setPresence(
    id: string,
    { onlineUntil, lastSeen }: { onlineUntil: number; lastSeen: number },
  ): Promise<void> {
    const sql = `UPDATE users SET online_until = ?, last_seen = ? WHERE id = ?
      AND (last_seen IS NULL OR last_seen <= ? OR last_seen >= ?)`;
    const far = lastSeen + presenceOrderMs;
    this.#db.writeSoon(() => this.#db.run(sql, onlineUntil, lastSeen, id, lastSeen, far));
  }
}
