import type { DatabaseSync } from 'node:sqlite';

/** Tables whose rows are worth nothing without the row that they belong to. */
const dependent = new Set([
  ...['user_grams', 'user_names', 'display_names', 'photos', 'blocks'],
  ...['token_families', 'refresh_tokens', 'invites', 'members'],
]);

export interface Orphans {
  readonly table: string;
  readonly parent: string;
  readonly count: number;
  readonly canBeRemoved: boolean;
}

/** Rows whose parent row is missing, by table. */
export const findOrphans = (db: DatabaseSync): Orphans[] => {
  const found = new Map<string, Orphans>();
  for (const { table, parent } of db.prepare('PRAGMA foreign_key_check').iterate()) {
    const [child, other] = [String(table), String(parent)];
    const key = `${child} ${other}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { table: child, parent: other, count, canBeRemoved: dependent.has(child) });
  }
  return [...found.values()];
};

/** Removes the rows of a table whose parent is missing. */
export const removeOrphans = (db: DatabaseSync, { table, parent }: Orphans): void => {
  const references = db
    .prepare(`PRAGMA foreign_key_list("${table}")`)
    .all()
    .filter((reference) => reference['table'] === parent);
  for (const { from, to } of references) {
    const column = `"${table}"."${from}"`;
    db.exec(
      `DELETE FROM "${table}" WHERE ${column} IS NOT NULL
       AND ${column} NOT IN (SELECT "${to ?? 'id'}" FROM "${parent}")`,
    );
  }
};
