import { limits } from '#contracts/limits.ts';
import type { SessionEnd } from '#contracts/session-end.ts';
import type { Session } from '#core/domain/session.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database } from '../sqlite/database.ts';

/** Token families as sessions. */
export class Sessions {
  readonly #db: Database;
  readonly #clock: Clock;

  constructor(db: Database, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  list(userId: string): Session[] {
    const sql =
      'SELECT * FROM token_families WHERE user_id = ? AND revoked_at IS NULL AND expires_at > ?';
    return this.#db.all(sql, userId, this.#clock.now()).map((row) => ({
      id: row['id'] as string,
      device: row['device'] as string,
      address: row['address'] as string,
      createdAt: row['started_at'] as number,
      lastSeenAt: row['last_seen_at'] as number,
      expiresAt: row['expires_at'] as number,
    }));
  }

  /** Not waited for, so that it costs no separate fsync. */
  touch(userId: string, sessionId: string): void {
    const now = this.#clock.now();
    this.#db.writeSoon(() =>
      this.#db.run(
        'UPDATE token_families SET last_seen_at = ? WHERE id = ? AND user_id = ? AND last_seen_at < ?',
        now,
        sessionId,
        userId,
        now - limits.session.seenSeconds * 1_000,
      ),
    );
  }

  end(userId: string, which: readonly string[] | 'all', reason: SessionEnd): Promise<void> {
    const now = this.#clock.now();
    const sql =
      'UPDATE token_families SET revoked_at = ?, end_reason = ? WHERE user_id = ? AND revoked_at IS NULL';
    return this.#db.write(() => {
      if (which === 'all') this.#db.run(sql, now, reason, userId);
      else for (const id of which) this.#db.run(`${sql} AND id = ?`, now, reason, userId, id);
    });
  }
}
