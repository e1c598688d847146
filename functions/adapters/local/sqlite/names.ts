import type { SQLInputValue } from 'node:sqlite';
import { foldName, namesVersion } from '#contracts/names/fold.ts';
import { foldDisplayName } from '#contracts/names/search-fold.ts';
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

/** Stores the fold of a display name, or removes it; runs inside a write. */
export const setDisplayName = (db: Sql, userId: string, name: string | null): void => {
  db.run('DELETE FROM display_names WHERE user_id = ?', userId);
  if (name === null) return;
  const sql = 'INSERT INTO display_names (user_id, folded) VALUES (?, ?)';
  db.run(sql, userId, foldDisplayName(name));
};

/** Indexes both names of a user by their three-character pieces; runs inside a write. */
export const indexNames = (db: Sql, userId: string): void => {
  db.run('DELETE FROM user_grams WHERE user_id = ?', userId);
  const names = `SELECT folded FROM user_names WHERE user_id = ?
    UNION SELECT folded FROM display_names WHERE user_id = ?`;
  const sql = 'INSERT OR IGNORE INTO user_grams (gram, folded, user_id) VALUES (?, ?, ?)';
  for (const { folded } of db.all(names, userId, userId)) {
    for (const gram of searchGrams(folded as string)) db.run(sql, gram, folded as string, userId);
  }
};

/** Indexes the users whose pieces are missing or outdated; a name may have been unsearchable before. */
const renewIndex = (db: Sql): void => {
  const indexed = 'SELECT 1 FROM user_grams g WHERE g.user_id = id AND g.folded = n.folded';
  const sql = `SELECT id FROM users u JOIN user_names n ON n.user_id = id
    WHERE is_active = 1 AND is_finished = 1 AND NOT EXISTS (${indexed})`;
  for (const { id } of db.all(sql)) indexNames(db, id as string);
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
