import type { Database } from './database.ts';

const maxAttempts = 10;
const longestWaitMs = 60 * 60 * 1_000;
const batch = 100;

/** Enqueues the deletion of a file, to run after the commit of this write. */
export const enqueueRemoval = (db: Database, key: string, now: number): void => {
  db.run(
    `INSERT INTO blob_removals (key, attempts, due_at) VALUES (?, 0, ?)
     ON CONFLICT (key) DO UPDATE SET attempts = 0, due_at = excluded.due_at, failed_at = NULL`,
    key,
    now,
  );
};

/** A removal that failed too often; it stays in the table for an operator. */
export interface GivenUp {
  readonly key: string;
  readonly reason: string;
}

/**
 * Deletes due files independently. A failure is retried with increasing delays and given up after ten
 * attempts; returns those.
 */
export const removeDue = async (
  db: Database,
  now: number,
  remove: (key: string) => Promise<void>,
): Promise<GivenUp[]> => {
  const due = db.all(
    `SELECT key, attempts FROM blob_removals WHERE failed_at IS NULL AND due_at <= ?
     ORDER BY due_at LIMIT ?`,
    now,
    batch,
  );
  const givenUp: GivenUp[] = [];
  const attempt = async (key: string, attempts: number): Promise<void> => {
    try {
      await remove(key);
      await db.write(() => {
        db.run('DELETE FROM blob_removals WHERE key = ?', key);
      });
    } catch (error) {
      const isLast = attempts >= maxAttempts;
      if (isLast) givenUp.push({ key, reason: String(error) });
      const dueAt = now + Math.min(2 ** attempts * 1_000, longestWaitMs);
      await db.write(() => {
        db.run(
          'UPDATE blob_removals SET attempts = ?, due_at = ?, failed_at = ? WHERE key = ?',
          attempts,
          dueAt,
          isLast ? now : null,
          key,
        );
      });
    }
  };
  await Promise.all(due.map((row) => attempt(row['key'] as string, Number(row['attempts']) + 1)));
  return givenUp;
};
