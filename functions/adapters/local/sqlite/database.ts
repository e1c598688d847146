import { hash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { RowCaches } from './cache/row-caches.ts';
import { GroupCommit } from './commit/group-commit.ts';
import { WalSync } from './commit/wal-sync.ts';
import { renewNames } from './names.ts';
import { type Upgrade, upgradeFile } from './upgrade.ts';

/** Also an SQL function, so that values that are looked up by hash need not be stored. */
export const sha256 = (value: string): string => hash('sha256', value, 'base64url');

export type Row = Record<string, unknown>;

interface Prepared {
  readonly statement: StatementSync;
  /** Caches that it makes stale, if it writes. */
  readonly stale: readonly { clear(): void }[];
}

/**
 * Pages in the write-ahead log before SQLite copies them to the data file, which blocks the event loop. A page
 * that was written often is copied once.
 */
const pagesPerCheckpoint = 4_000;
/** How long a statement waits for another process. */
const busyMs = 5_000;
/** How long `dataVersion` is cached: shorter than a command that ends sessions takes to exit. */
const versionMs = 5;

/**
 * One SQLite file in WAL mode, durable at every commit. Writes that arrive together share a transaction (group
 * commit); each succeeds or fails independently and resolves once it is on the disk.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, Prepared>();
  readonly #caches = new RowCaches();
  #cachedVersion = 0;
  readonly #commits: GroupCommit;
  #version = 0;
  #versionAt = Number.NEGATIVE_INFINITY;
  /** Undefined if the file had the current version, or none. */
  readonly upgrade: Upgrade | undefined;

  /** @throws DataFileError, or SQLite's error for an unreadable file */
  constructor(path: string) {
    this.#db = new DatabaseSync(path, { timeout: busyMs });
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;',
    );
    this.#db.exec(
      'PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;',
    );
    this.#db.function('sha256', { deterministic: true }, (value) => sha256(String(value)));
    this.upgrade = upgradeFile(this.#db, path);
    this.#db.exec('PRAGMA foreign_keys = ON');
    this.#commits = this.#groupCommit(path);
    this.#writeNow(() => renewNames(this));
    // At a checkpoint SQLite still syncs both files. Commits are synced before they are answered.
    this.#db.exec(
      `PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${pagesPerCheckpoint};`,
    );
  }

  #groupCommit(path: string): GroupCommit {
    const db = this.#db;
    const connection = {
      get isTransaction() {
        return db.isTransaction;
      },
      begin: () => {
        this.#prepare('BEGIN IMMEDIATE').statement.run();
        this.#versionAt = Number.NEGATIVE_INFINITY;
        this.#checkCaches();
      },
      execute: (sql: string) => void this.#prepare(sql).statement.run(),
      rolledBack: () => this.#caches.clear(),
    };
    const isFile = this.get('PRAGMA journal_mode')?.['journal_mode'] === 'wal';
    return new GroupCommit(connection, isFile ? new WalSync(path) : null);
  }

  /** One immediate transaction, for use at start-up. */
  #writeNow(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  #prepare(sql: string): Prepared {
    if (this.#commits?.broken !== undefined) throw this.#commits.broken;
    let prepared = this.#statements.get(sql);
    if (!prepared) {
      prepared = { statement: this.#db.prepare(sql), stale: this.#caches.writtenBy(sql) };
      this.#statements.set(sql, prepared);
    }
    return prepared;
  }

  /** Clears the caches if another process has committed something. */
  #checkCaches(): void {
    const version = this.dataVersion();
    if (version !== this.#cachedVersion) this.#caches.clear();
    this.#cachedVersion = version;
  }

  /** Rows as of now; at most as old as `dataVersion` if another process has changed them. */
  get cached(): RowCaches {
    if (this.#commits.broken !== undefined) throw this.#commits.broken;
    // In a transaction nobody else can write.
    if (!this.#db.isTransaction) this.#checkCaches();
    return this.#caches;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).statement.get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).statement.all(...values);
  }

  /**
   * Changes after each commit of another connection or process. Checking takes system calls, so the result
   * is cached for a few milliseconds.
   */
  dataVersion(): number {
    const now = performance.now();
    if (now - this.#versionAt < versionMs) return this.#version;
    this.#versionAt = now;
    this.#version = Number(this.get('PRAGMA data_version')?.['data_version']);
    return this.#version;
  }

  /** Runs a writing statement; call only inside `write`. Returns the number of changed rows. */
  run(sql: string, ...values: SQLInputValue[]): number {
    for (const cache of this.#prepare(sql).stale) cache.clear();
    return this.runCached(sql, ...values);
  }

  /** Like `run`; the caller updates `cached`. */
  runCached(sql: string, ...values: SQLInputValue[]): number {
    const changes = Number(this.#prepare(sql).statement.run(...values).changes);
    if (changes > 0) this.#commits.hasChanges = true;
    return changes;
  }

  /**
   * Runs `work` so that it succeeds or fails alone; resolves once it is durable. `work` runs again, on the
   * rows as they are then, if another write of its transaction fails.
   */
  write<T>(work: () => T): Promise<T> {
    return this.#commits.write(work);
  }

  /**
   * Runs `work` at once; the next commit, at most half a second later, includes it. For writes that no response
   * depends on and that the next start repairs, such as presence: saves a sync.
   */
  writeSoon<T>(work: () => T): T {
    return this.#commits.writeSoon(work);
  }

  /** Null if everything that was committed is on the disk, otherwise resolves when it is. */
  durable(): Promise<void> | null {
    return this.#commits.durable();
  }

  /**
   * Moves the write-ahead log into the data file and empties it, so that it contains no earlier version of a row.
   * Returns false if a write has begun, or if another connection is reading the log.
   */
  truncateLog(): boolean {
    if (this.#db.isTransaction) return false;
    // Without a wait, in which nobody would be served.
    this.#db.exec('PRAGMA busy_timeout = 0');
    try {
      return this.get('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] === 0;
    } finally {
      this.#db.exec(`PRAGMA busy_timeout = ${busyMs}`);
    }
  }

  /** Commits pending writes, then closes the file. */
  close(): void {
    this.#commits.close();
    this.#statements.clear();
    this.#db.close();
  }
}
