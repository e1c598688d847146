import { createHash } from 'node:crypto';
import { limits } from '../../../contracts/limits.ts';
import type { Clock, Ids } from '../../../core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';

export interface Family {
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
}

interface Found {
  readonly family: Family;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly spentAt: number | null;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/**
 * Refresh tokens, kept as hashes in families: one family a sign-in. A spent token may be repeated for a
 * short while (each repeat has a successor of its own, as nobody knows which answer arrived); used after
 * that it was stolen, and its family is revoked.
 */
export class RefreshTokens {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #ids: Ids;

  constructor(db: Database, clock: Clock, ids: Ids) {
    this.#db = db;
    this.#clock = clock;
    this.#ids = ids;
  }

  /**
   * Starts a family; returns it with its first token. Null when the password hash that was matched is no
   * longer the user's: it was changed, or the user disabled, meanwhile. Sweeps expired families.
   */
  start(userId: string, passwordHash: string): Promise<{ family: Family; token: string } | null> {
    const now = this.#clock.now();
    const family = { id: this.#ids.uuid(), userId, startedAt: now };
    const expiresAt = now + limits.refreshTokenSeconds * 1_000;
    return this.#db.write(() => {
      this.#db.run('DELETE FROM token_families WHERE expires_at <= ?', now);
      const current = this.#db.get(
        'SELECT 1 FROM credentials WHERE user_id = ? AND password_hash = ? AND is_disabled = 0',
        userId,
        passwordHash,
      );
      if (!current) return null;
      this.#db.run(
        'INSERT INTO token_families VALUES (?, ?, ?, ?, NULL)',
        family.id,
        userId,
        now,
        expiresAt,
      );
      return { family, token: this.#add(family.id) };
    });
  }

  #add(familyId: string): string {
    const token = this.#ids.secret() + this.#ids.secret();
    this.#db.run('INSERT INTO refresh_tokens VALUES (?, ?, NULL)', hashOf(token), familyId);
    return token;
  }

  /** Spends a token for a new one of the same family, or null. */
  rotate(token: string): Promise<{ family: Family; token: string } | null> {
    return this.#db.write(() => {
      const now = this.#clock.now();
      const found = this.#find(token);
      if (!found || found.revokedAt !== null || found.expiresAt <= now) return null;
      if (this.#isStolen(found)) {
        this.#revoke(found.family.id);
        return null;
      }
      const sql = 'UPDATE refresh_tokens SET spent_at = coalesce(spent_at, ?) WHERE hash = ?';
      this.#db.run(sql, now, hashOf(token));
      return { family: found.family, token: this.#add(found.family.id) };
    });
  }

  #find(token: string): Found | null {
    const row = this.#db.get(
      `SELECT f.*, t.spent_at FROM refresh_tokens t JOIN token_families f ON f.id = t.family_id
       WHERE t.hash = ?`,
      hashOf(token),
    );
    if (!row) return null;
    return {
      family: {
        id: row['id'] as string,
        userId: row['user_id'] as string,
        startedAt: row['started_at'] as number,
      },
      expiresAt: row['expires_at'] as number,
      revokedAt: row['revoked_at'] as number | null,
      spentAt: row['spent_at'] as number | null,
    };
  }

  #revoke(familyId: string): void {
    const sql = 'UPDATE token_families SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?';
    this.#db.run(sql, this.#clock.now(), familyId);
  }

  /** Revokes the family of any of its tokens; returns whose it was if this one was still good. */
  revoke(token: string): Promise<string | null> {
    return this.#db.write(() => {
      const found = this.#find(token);
      if (!found) return null;
      const isGood = this.#isGood(found);
      this.#revoke(found.family.id);
      return isGood ? found.family.userId : null;
    });
  }

  #isGood(found: Found): boolean {
    return (
      found.revokedAt === null && found.expiresAt > this.#clock.now() && !this.#isStolen(found)
    );
  }

  /** Spent so long ago that no honest client repeats it. */
  #isStolen({ spentAt }: { spentAt: number | null }): boolean {
    const graceMs = limits.refreshGraceSeconds * 1_000;
    return spentAt !== null && this.#clock.now() - spentAt > graceMs;
  }

  revokeAll(userId: string): Promise<void> {
    return this.#db.write(() => {
      this.#db.run(
        'UPDATE token_families SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL',
        this.#clock.now(),
        userId,
      );
    });
  }
}
