import type { SQLInputValue } from 'node:sqlite';
import type { Database, Row } from '../sqlite/database.ts';

const rowsPerPage = 1_000;

export interface Selection {
  readonly table: string;
  /** Columns of the primary key. */
  readonly key: readonly string[];
  readonly where?: string;
  readonly values?: readonly SQLInputValue[];
}

/** The rows of a table in pages, in the order of its key. Values of the key may have any type. */
export function* pagesOf(
  db: Database,
  { table, key, where = 'true', values = [] }: Selection,
): Generator<Row[]> {
  const columns = key.join(', ');
  const places = key.map(() => '?').join(', ');
  const order = `ORDER BY ${columns} LIMIT ${rowsPerPage}`;
  let rows = db.all(`SELECT * FROM ${table} WHERE ${where} ${order}`, ...values);
  while (rows.length > 0) {
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPage) return;
    const after = key.map((column) => last[column] as SQLInputValue);
    const next = `SELECT * FROM ${table} WHERE ${where} AND (${columns}) > (${places}) ${order}`;
    rows = db.all(next, ...values, ...after);
  }
}
