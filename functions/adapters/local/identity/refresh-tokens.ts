import { createHash } from 'node:crypto';
import { limits } from '#contracts/limits.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import { type SessionClient, sessionEnd } from '#core/domain/session.ts';
import type { RefreshRefusal, TokenSession } from '#core/ports/identity.ts';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';

export interface Family {
  readonly id: string;
  readonly userId: string;
  readonly startedAt: number;
}

interface Found {
  readonly family: Family;
  readonly hash: string;
  readonly parent: string | null;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
  readonly endReason: SessionEnd | null;
  readonly spentAt: number | null;
  readonly refreshes: number;
  readonly windowEndsAt: number;
}

const { refreshes: rate, maxSuccessors } = limits.session;
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const foundOf = (row: Record<string, unknown>): Found => ({
  family: {
    id: row['id'] as string,
    userId: row['user_id'] as string,
    startedAt: row['started_at'] as number,
  },
  hash: row['hash'] as string,
  parent: row['parent'] as string | null,
  expiresAt: row['expires_at'] as number,
  revokedAt: row['revoked_at'] as number | null,
  endReason: row['end_reason'] as SessionEnd | null,
  spentAt: row['spent_at'] as number | null,
  refreshes: row['refreshes'] as number,
  windowEndsAt: row['window_ends_at'] as number,
});

/**
 * Refresh tokens, stored as hashes in families, one per session. A spent token may be repeated for a short
 * time, since its response may have been lost; each repeat gets a separate successor. Once a successor is
 * used, its response did arrive: its siblings and the spent token become invalid. Using an invalid token
 * means that it was stolen.
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
   * Starts a family; returns it with its first token. Null if the matched password hash is no longer
   * current: the password was changed or the user deactivated meanwhile. Also deletes expired families.
   */
  start(
    userId: string,
    passwordHash: string,
    { device, address }: SessionClient,
    isRenewable: boolean,
  ): Promise<{ family: Family; token: string } | null> {
    const now = this.#clock.now();
    const family = { id: this.#ids.uuid(), userId, startedAt: now };
    const expiresAt = sessionEnd(now, { isRenewable, accessSeconds: limits.accessTokenSeconds });
    return this.#db.write(() => {
      this.#db.run('DELETE FROM token_families WHERE expires_at <= ?', now);
      const current = this.#db.get(
        'SELECT 1 FROM credentials WHERE user_id = ? AND password_hash = ? AND is_disabled = 0',
        userId,
        passwordHash,
      );
      if (!current) return null;
      this.#db.run(
        `INSERT INTO token_families
           (id, user_id, started_at, expires_at, device, address, last_seen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        family.id,
        userId,
        now,
        expiresAt,
        device,
        address,
        now,
      );
      return { family, token: this.#add(family.id, null) };
    });
  }

  #add(familyId: string, parent: string | null): string {
    const token = this.#ids.secret() + this.#ids.secret();
    this.#db.run(
      'INSERT INTO refresh_tokens (hash, family_id, parent) VALUES (?, ?, ?)',
      hashOf(token),
      familyId,
      parent,
    );
    return token;
  }

  /** Exchanges a token for a new one of the same family. */
  rotate(
    token: string,
    client: SessionClient,
  ): Promise<{ family: Family; token: string } | RefreshRefusal> {
    return this.#db.write(() => {
      const now = this.#clock.now();
      const found = this.#find(token);
      if (!found) return { refused: 'unknown' };
      const refusal = this.#refusalOf(found, now);
      if (refusal) return refusal;
      this.#spend(found, now);
      this.#noteUse(found, client, now);
      return { family: found.family, token: this.#add(found.family.id, found.hash) };
    });
  }

  #refusalOf(found: Found, now: number): RefreshRefusal | null {
    if (found.revokedAt !== null) {
      return { refused: 'ended', reason: found.endReason ?? 'signed_out' };
    }
    if (found.expiresAt <= now) return { refused: 'ended', reason: 'expired' };
    const { id: sessionId, userId } = found.family;
    if (this.#isStolen(found)) return { refused: 'reused', userId, sessionId };
    const isFull = found.windowEndsAt > now && found.refreshes >= rate.perSession;
    if (isFull || this.#successors(found) >= maxSuccessors) {
      const ms = isFull ? found.windowEndsAt - now : limits.refreshGraceSeconds * 1_000;
      return { refused: 'too_often', retryAfterSeconds: Math.max(1, Math.ceil(ms / 1_000)) };
    }
    return null;
  }

  #successors({ hash }: Found): number {
    const sql = 'SELECT count(*) AS n FROM refresh_tokens WHERE parent = ?';
    return Number(this.#db.get(sql, hash)?.['n']);
  }

  /** The first use of a token proves that its response arrived: its siblings become invalid. */
  #spend({ hash, parent, spentAt }: Found, now: number): void {
    if (spentAt !== null) return;
    this.#db.run('UPDATE refresh_tokens SET spent_at = ? WHERE hash = ?', now, hash);
    if (parent === null) return;
    const sql =
      'UPDATE refresh_tokens SET spent_at = 0 WHERE (parent = ? OR hash = ?) AND hash != ?';
    this.#db.run(sql, parent, parent, hash);
  }

  #noteUse({ family, refreshes, windowEndsAt }: Found, client: SessionClient, now: number): void {
    const isNew = windowEndsAt <= now;
    this.#db.run(
      `UPDATE token_families SET refreshes = ?, window_ends_at = ?, last_seen_at = ?, device = ?,
         address = ? WHERE id = ?`,
      isNew ? 1 : refreshes + 1,
      isNew ? now + rate.windowSeconds * 1_000 : windowEndsAt,
      now,
      client.device,
      client.address,
      family.id,
    );
  }

  #find(token: string): Found | null {
    const row = this.#db.get(
      `SELECT f.*, t.hash, t.parent, t.spent_at
       FROM refresh_tokens t JOIN token_families f ON f.id = t.family_id WHERE t.hash = ?`,
      hashOf(token),
    );
    return row ? foundOf(row) : null;
  }

  sessionOf(token: string): TokenSession | null {
    const found = this.#find(token);
    if (!found) return null;
    const isLasting = found.revokedAt === null && found.expiresAt > this.#clock.now();
    const { id: sessionId, userId } = found.family;
    return { userId, sessionId, isAccepted: isLasting && !this.#isStolen(found) };
  }

  /** Was it spent so long ago that no honest client repeats it? */
  #isStolen({ spentAt }: { spentAt: number | null }): boolean {
    const graceMs = limits.refreshGraceSeconds * 1_000;
    return spentAt !== null && this.#clock.now() - spentAt > graceMs;
  }
}
