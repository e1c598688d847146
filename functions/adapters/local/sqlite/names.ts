import type { SQLInputValue } from 'node:sqlite';
import { foldName, namesVersion } from '#contracts/names/fold.ts';
import { skeletonOf } from '#contracts/names/skeleton.ts';
import { searchGrams } from '#core/domain/search.ts';

/** The part of `Database` used here; it renews its names when it is opened. */
interface Sql {
  get(sql: string, ...values: SQLInputValue[]): Record<string, unknown> | undefined;
  all(sql: string, ...values: SQLInputValue[]): Record<string, unknown>[];
  run(sql: string, ...values: SQLInputValue[]): number;
}

/** Stores fold and skeleton of a name; runs inside a write. */
export const setName = (db: Sql, userId: string, username: string): void => {
  const sql = 'INSERT OR REPLACE INTO user_names (user_id, folded, skeleton) VALUES (?, ?, ?)';
  db.run(sql, userId, foldName(username), skeletonOf(username));
};

/** Indexes a name by its three-character pieces; runs inside a write. */
export const indexName = (db: Sql, userId: string, folded: string): void => {
  db.run('DELETE FROM user_grams WHERE user_id = ?', userId);
  const sql = 'INSERT OR IGNORE INTO user_grams (gram, folded, user_id) VALUES (?, ?, ?)';
  for (const gram of searchGrams(folded)) {
    db.run(sql, gram, folded, userId);
  }
};

/** Indexes the users whose pieces are missing or outdated; a name may have been unsearchable before. */
const renewIndex = (db: Sql): void => {
  const indexed = `SELECT user_id, min(folded) AS folded FROM user_grams GROUP BY user_id`;
  const sql = `SELECT id, n.folded FROM users u JOIN user_names n ON n.user_id = id
    LEFT JOIN (${indexed}) i ON i.user_id = id
    WHERE is_active = 1 AND is_finished = 1 AND n.folded IS NOT i.folded`;
  for (const { id, folded } of db.all(sql)) indexName(db, id as string, folded as string);
};

/** Renews all names to `namesVersion`; runs inside a write. */
export const renewNames = (db: Sql): void => {
  const stored = db.get('SELECT version FROM user_names_version');
  if (stored?.['version'] === namesVersion) return;
  for (const { id, username } of db.all('SELECT id, username FROM users')) {
    setName(db, id as string, username as string);
  }
  renewIndex(db);
  db.run('UPDATE user_names_version SET version = ?', namesVersion);
};
