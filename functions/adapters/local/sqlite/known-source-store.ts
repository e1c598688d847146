import { limits } from '#contracts/limits.ts';
import type { KnownSourceStore } from '#core/ports/identity.ts';
import type { Clock } from '#core/ports/system.ts';
import { type Database, sha256 } from './database.ts';

/** Hashed with the user id, so that the data file does not reveal where users have been. */
const hashOf = (userId: string, source: string): string => sha256(`${userId} ${source}`);

/** Known sources on SQLite; only the latest ones of each user are stored. */
export const sqliteKnownSourceStore = (db: Database, clock: Clock): KnownSourceStore => ({
  has: async (userId, source) => {
    const sql = 'SELECT 1 FROM known_sources WHERE user_id = ? AND hash = ? AND expires_at > ?';
    return db.get(sql, userId, hashOf(userId, source), clock.now()) !== undefined;
  },
  remember: (userId, source, expiresAt) =>
    db.write(() => {
      db.run(
        'DELETE FROM known_sources WHERE user_id = ? AND expires_at <= ?',
        userId,
        clock.now(),
      );
      db.run(
        `INSERT INTO known_sources (user_id, hash, seen_at, expires_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (user_id, hash)
         DO UPDATE SET seen_at = excluded.seen_at, expires_at = excluded.expires_at`,
        userId,
        hashOf(userId, source),
        clock.now(),
        expiresAt,
      );
      db.run(
        `DELETE FROM known_sources WHERE user_id = ?1 AND hash NOT IN (
           SELECT hash FROM known_sources WHERE user_id = ?1 ORDER BY seen_at DESC LIMIT ?2)`,
        userId,
        limits.knownSources.perUser,
      );
    }),
});
