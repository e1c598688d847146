import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { makeFile } from '../../local/data-folder.ts';

type Row = Record<string, unknown>;

/** Ids of the other system are `old`. `one` and `other` are sorted new ids. */
const tables = `
CREATE TABLE people (
  old TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, raw TEXT NOT NULL, username TEXT, display TEXT,
  email TEXT, hash TEXT, is_active INTEGER NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE talks (old TEXT PRIMARY KEY, pair TEXT, created INTEGER) STRICT, WITHOUT ROWID;
CREATE TABLE marks (
  talk TEXT NOT NULL, member TEXT NOT NULL, last_read TEXT, last_read_at INTEGER,
  PRIMARY KEY (talk, member)
) STRICT, WITHOUT ROWID;
CREATE TABLE pairs (
  id TEXT PRIMARY KEY, one TEXT NOT NULL, other TEXT NOT NULL, created INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE files (
  old TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, message TEXT NOT NULL, path TEXT NOT NULL,
  filename TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL, width INTEGER, height INTEGER,
  letter INTEGER, position INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX files_by_message ON files (message);
CREATE INDEX files_by_letter ON files (letter, position);
CREATE TABLE lost (message TEXT NOT NULL, filename TEXT NOT NULL) STRICT;
CREATE INDEX lost_by_message ON lost (message);
CREATE TABLE letters (
  letter INTEGER PRIMARY KEY, old TEXT NOT NULL, part INTEGER NOT NULL, rank INTEGER NOT NULL,
  pair TEXT NOT NULL, talk TEXT, sender TEXT NOT NULL, receiver TEXT NOT NULL, content TEXT,
  reply_to TEXT, is_read INTEGER, read_at INTEGER, edited INTEGER, deleted INTEGER,
  created INTEGER NOT NULL, seq INTEGER
) STRICT;
CREATE INDEX letters_by_order ON letters (pair, created, rank, old, part);
CREATE UNIQUE INDEX letters_by_old ON letters (old, part);
CREATE TABLE problems (what TEXT NOT NULL, old TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

const rowsPerCommit = 5_000;

/**
 * What an import has read, in an SQLite file in its folder: memory does not depend on the number of messages. The
 * file is not durable before `seal`: an import that is interrupted earlier reads again.
 */
export class Staging {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #uncommitted = 0;

  constructor(path: string) {
    makeFile(path);
    chmodSync(path, 0o600);
    this.#db = new DatabaseSync(path);
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;',
    );
    if (!this.get("SELECT 1 FROM sqlite_schema WHERE name = 'facts'")) this.#db.exec(tables);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** One at a time for each text of a statement. */
  each(sql: string, ...values: SQLInputValue[]): Iterable<Row> {
    return this.#prepare(sql).iterate(...values);
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    if (this.#uncommitted === 0) this.#db.exec('BEGIN');
    this.#prepare(sql).run(...values);
    if (++this.#uncommitted >= rowsPerCommit) this.commit();
  }

  commit(): void {
    if (this.#uncommitted > 0) this.#db.exec('COMMIT');
    this.#uncommitted = 0;
  }

  /** Something of the other system that is not imported, or not as it was. */
  problem(what: string, old: string, note: string): void {
    this.run('INSERT INTO problems (what, old, note) VALUES (?, ?, ?)', what, old, note);
  }

  fact(name: string): string | null {
    return (this.get('SELECT value FROM facts WHERE name = ?', name)?.['value'] as string) ?? null;
  }

  setFact(name: string, value: string): void {
    this.run('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)', name, value);
  }

  /** From here on the file is complete and durable. */
  seal(): void {
    this.setFact('sealed', 'yes');
    this.commit();
    this.#db.exec('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);');
  }

  get isSealed(): boolean {
    return this.fact('sealed') !== null;
  }

  close(): void {
    this.commit();
    this.#db.close();
  }
}
