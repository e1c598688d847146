import { isDeepStrictEqual } from 'node:util';
import { foldName, formerFold } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import { type ProfileChange, withChange } from '#core/domain/profile-change.ts';
import { validAfterRevocation } from '#core/domain/revocation.ts';
import { withEnded } from '#core/domain/session.ts';
import type { Photo, User, UserSummary } from '#core/domain/user.ts';
import { foldEmail, isAbandoned, presenceOrderMs } from '#core/domain/user.ts';
import type { Listed, Window } from '#core/ports/lists.ts';
import type { Clock } from '#core/ports/system.ts';
import type { ClaimRefusal, RegistrationRefusal, UserStore } from '#core/ports/users.ts';
import { findUser } from './cache/cached-rows.ts';
import type { Database } from './database.ts';
import { canUseInvite, markInviteUsed } from './invite-store.ts';
import { indexNames, setDisplayName, setName } from './names.ts';
import { userOf } from './rows.ts';
import { searchUsers } from './user-search.ts';

/** Profiles on SQLite. Names are unique by skeleton and searched by three-character pieces. */
export class SqliteUserStore implements UserStore {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  claim(user: User, invite?: string): Promise<'claimed' | RegistrationRefusal> {
    const folded = foldName(user.username);
    const email = user.email === null ? null : foldEmail(user.email);
    return this.#db.write(() => {
      if (invite !== undefined && !canUseInvite(this.#db, invite, null, this.#clock.now())) {
        return 'invalid_invite';
      }
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
      if (invite !== undefined) markInviteUsed(this.#db, invite, user.id);
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
      const row = this.#db.get('SELECT 1 FROM user_names WHERE user_id = ?', id);
      if (!row) throw new Error('the claim of this registration has been taken over');
      indexNames(this.#db, id);
    });
  }

  update(id: string, change: ProfileChange, now: number): Promise<User | ClaimRefusal | null> {
    return this.#db.write(() => {
      const row = this.#db.get('SELECT * FROM users WHERE id = ?', id);
      if (!row) throw new Error('a user without a profile');
      const user = userOf(row);
      if (!user.isActive) return null;
      const wanted = withChange(user, change);
      if (isDeepStrictEqual(wanted, user)) return user;
      return this.#replace(user, { ...wanted, updatedAt: now }, change.photo);
    });
  }

  /** Runs inside a write. `photo`: the one of `wanted`, if it is not stored yet. */
  #replace(user: User, wanted: User, photo: Photo | null | undefined): User | ClaimRefusal {
    const { id, username, displayName, about, email, privacy, updatedAt } = wanted;
    const isRenamed = username !== user.username;
    if (isRenamed && this.#isTaken(wanted)) return 'username_taken';
    this.#db.run(
      `UPDATE users SET username = ?, display_name = ?, about = ?, photo = ?, email = ?,
         updated_at = ?, shows_presence = ?, shows_receipts = ? WHERE id = ?`,
      username,
      displayName,
      about,
      wanted.photo,
      email,
      updatedAt,
      Number(privacy.presence),
      Number(privacy.readReceipts),
      id,
    );
    if (isRenamed) this.#rename(id, username);
    if (displayName !== user.displayName) setDisplayName(this.#db, id, displayName);
    if (isRenamed || displayName !== user.displayName) indexNames(this.#db, id);
    if (wanted.photo !== user.photo) this.#replacePhoto(id, photo ?? null);
    return wanted;
  }

  #rename(id: string, username: string): void {
    this.#db.run('UPDATE users SET folded = ? WHERE id = ?', foldName(username), id);
    setName(this.#db, id, username);
  }

  #replacePhoto(id: string, photo: Photo | null): void {
    this.#db.run('DELETE FROM photos WHERE user_id = ?', id);
    if (!photo) return;
    const sql = 'INSERT INTO photos (user_id, hash, mime, bytes) VALUES (?, ?, ?, ?)';
    this.#db.run(sql, id, photo.hash, photo.mime, photo.bytes);
  }

  async getPhoto(id: string, hash: string): Promise<Photo | null> {
    const sql = 'SELECT mime, bytes FROM photos WHERE user_id = ? AND hash = ?';
    const row = this.#db.get(sql, id, hash);
    return row ? { hash, mime: row['mime'] as string, bytes: row['bytes'] as Uint8Array } : null;
  }

  deactivate(id: string, now: number): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('DELETE FROM user_grams WHERE user_id = ?', id);
      this.#db.run('DELETE FROM photos WHERE user_id = ?', id);
      this.#db.run(
        'UPDATE users SET is_active = 0, about = NULL, photo = NULL, online_until = min(online_until, ?), updated_at = ? WHERE id = ? AND is_active = 1',
        now,
        now,
        id,
      );
    });
  }

  activate(id: string, now: number): Promise<void> {
    return this.#db.write(() => {
      const sql = 'UPDATE users SET is_active = 1, updated_at = ? WHERE id = ? AND is_active = 0';
      if (this.#db.run(sql, now, id) === 1) indexNames(this.#db, id);
    });
  }

  setOperator(id: string, isOperator: boolean): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('UPDATE users SET is_operator = ? WHERE id = ?', Number(isOperator), id);
    });
  }

  async mayEmitPresence(id: string, now: number, everyMs: number): Promise<boolean> {
    return this.#db.writeSoon(() => {
      const sql = 'UPDATE users SET presence_told_at = ? WHERE id = ? AND presence_told_at <= ?';
      // No profile has this column.
      return this.#db.runCached(sql, now, id, now - everyMs) === 1;
    });
  }

  release(id: string): Promise<void> {
    return this.#db.write(() => {
      this.#db.run('DELETE FROM users WHERE id = ? AND is_finished = 0', id);
    });
  }

  async get(id: string): Promise<User | null> {
    return findUser(this.#db, id);
  }

  async getMany(ids: readonly string[]): Promise<User[]> {
    return ids.flatMap((id) => findUser(this.#db, id) ?? []);
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
    return searchUsers(this.#db, query, window);
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
    this.#db.writeSoon(() => {
      this.#db.cached.users.delete(id);
      this.#db.runCached(sql, onlineUntil, lastSeen, id, lastSeen, far);
    });
  }
}
