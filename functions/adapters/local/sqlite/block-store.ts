import type { BlockStore } from '#core/ports/users.ts';
import type { Database } from './database.ts';

const between =
  'SELECT 1 FROM blocks WHERE (user_id = ? AND other_id = ?) OR (user_id = ? AND other_id = ?)';

export const isBlockedBetween = (db: Database, a: string, b: string): boolean => {
  const { blocks } = db.cached;
  const key = `${a} ${b}`;
  const known = blocks.get(key);
  if (known !== undefined) return known;
  const isBlocked = db.get(between, a, b, b, a) !== undefined;
  blocks.set(key, isBlocked);
  return isBlocked;
};

/** Blocks on SQLite. */
export const sqliteBlockStore = (db: Database): BlockStore => ({
  block: (userId, otherId) =>
    db.write(() => {
      db.run('INSERT OR IGNORE INTO blocks (user_id, other_id) VALUES (?, ?)', userId, otherId);
    }),
  unblock: (userId, otherId) =>
    db.write(() => {
      db.run('DELETE FROM blocks WHERE user_id = ? AND other_id = ?', userId, otherId);
    }),
  listBlocked: async (userId) =>
    db
      .all('SELECT other_id FROM blocks WHERE user_id = ?', userId)
      .map((row) => row['other_id'] as string),
  listBlockedEitherWay: async (userId) =>
    db
      .all(
        'SELECT other_id AS id FROM blocks WHERE user_id = ? UNION SELECT user_id FROM blocks WHERE other_id = ?',
        userId,
        userId,
      )
      .map((row) => row['id'] as string),
  isBlockedBetween: async (a, b) => isBlockedBetween(db, a, b),
});
