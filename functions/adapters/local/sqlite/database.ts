import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { renewNames } from './names.ts';
import { type Upgrade, upgradeFile } from './upgrade.ts';

/** Also an SQL function, so that values that are looked up by hash need not be stored. */
export const sha256 = (value: string): string =>
  createHash('sha256').update(value).digest('base64url');

export type Row = Record<string, unknown>;

interface Pending {
  readonly run: () => void;
  /** Called after the commit, or with the error that made it fail. */
  readonly settle: (error?: unknown) => void;
}

/**
 * Iterations of the event loop per commit. An idle one takes microseconds, a commit blocks for
 * milliseconds, and the loop accepts one connection per iteration.
 */
const iterationsPerCommit = 8;
/** The longest wait for these iterations, if they are busy. */
const maxDelayMs = 10;
/** How long `dataVersion` is cached: shorter than a command that ends sessions takes to exit. */
const versionMs = 5;
/** The longest delay of a `writeSoon` commit. */
const soonMs = 500;

/**
 * One SQLite file in WAL mode, durable at every commit. Writes of a few event-loop iterations share a
 * transaction (group commit); each succeeds or fails independently and resolves after the commit.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #version = 0;
  #versionAt = Number.NEGATIVE_INFINITY;
  #pending: Pending[] = [];
  /** Commits `writeSoon` work that no other commit has included. */
  #soon: NodeJS.Timeout | undefined;
  /** Undefined if the file had the current version, or none. */
  readonly upgrade: Upgrade | undefined;

  /** @throws DataFileError, or SQLite's error for an unreadable file */
  constructor(path: string) {
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;',
    );
    this.#db.exec(
      'PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;',
    );
    this.#db.function('sha256', { deterministic: true }, (value) => sha256(String(value)));
    this.upgrade = upgradeFile(this.#db, path);
    this.#db.exec('PRAGMA foreign_keys = ON');
    this.#writeNow(() => renewNames(this));
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

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#prepare(sql).all(...values);
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
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs `work` so that it succeeds or fails alone; resolves once it is durable. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      if (this.#pending.length === 0) {
        this.#flushAfter(iterationsPerCommit, performance.now() + maxDelayMs);
      }
      this.#pending.push({
        run: () => {
          result = work();
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
    });
  }

  /**
   * Runs `work` at once; the next commit includes it. For writes that no response depends on and that the
   * next start repairs, such as presence: saves an fsync.
   */
  writeSoon<T>(work: () => T): T {
    this.#begin();
    this.#soon ??= setTimeout(() => this.#flush(), soonMs).unref();
    let result: T | undefined;
    const { error } = this.#attempt(() => {
      result = work();
    });
    if (error !== undefined) throw error;
    return result as T;
  }

  /** Delays the commit by a few event-loop iterations, so that later writes can share it. */
  #flushAfter(turns: number, deadline: number): void {
    setImmediate(() => {
      if (turns <= 1 || performance.now() >= deadline) this.#flush();
      else this.#flushAfter(turns - 1, deadline);
    });
  }

  #begin(): void {
    if (!this.#db.isTransaction) this.run('BEGIN IMMEDIATE');
  }

  #flush(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const batch = this.#pending;
    this.#pending = [];
    const outcomes: { pending: Pending; error?: unknown }[] = [];
    try {
      this.#begin();
      for (const pending of batch) outcomes.push({ pending, ...this.#attempt(pending.run) });
      this.run('COMMIT');
    } catch (error) {
      this.#rollBack();
      for (const pending of batch) pending.settle(error);
      return;
    }
    for (const { pending, error } of outcomes) pending.settle(error);
  }

  /** Rolls back after a failure, possibly of the disk; its own errors are ignored. */
  #rollBack(): void {
    try {
      if (this.#db.isTransaction) this.run('ROLLBACK');
    } catch {
      // SQLite rolls back an unfinished transaction when the file is opened again.
    }
  }

  /** Runs one write within the shared transaction; a failure rolls back only this write. */
  #attempt(run: () => void): { error?: unknown } {
    this.run('SAVEPOINT one');
    try {
      run();
      this.run('RELEASE one');
      return {};
    } catch (error) {
      this.run('ROLLBACK TO one');
      this.run('RELEASE one');
      return { error };
    }
  }

  /** Commits pending writes, then closes the file. */
  close(): void {
    if (this.#pending.length > 0 || this.#db.isTransaction) this.#flush();
    this.#statements.clear();
    this.#db.close();
  }
}
