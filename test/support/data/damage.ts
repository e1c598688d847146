import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Overwrites the first page of a table or index of a data file that no process uses. */
export const damageTable = (file: string, name: string): void => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const root = db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  const size = db.prepare('PRAGMA page_size').get();
  db.close();
  const [page, bytes] = [Number(root?.['rootpage']), Number(size?.['page_size'])];
  const content = readFileSync(file);
  content.fill(0xde, (page - 1) * bytes, page * bytes);
  writeFileSync(file, content);
};
