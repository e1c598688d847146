import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { renewNames } from './names.ts';
import { migrations } from './schema.ts';

/** The data file was written by a newer version of Parley, or is damaged. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** Also a function of SQL: what is looked up by its hash need not be stored. */
export const sha256 = (value: string): string =>
  createHash('sha256').update(value).digest('base64url');

type Row = Record<string, unknown>;

interface Pending {
  readonly run: () => void;
  /** Called after the commit, or with what made it fail. */
  readonly settle: (error?: unknown) => void;
}

/**
 * An idle turn of the event loop takes microseconds and a commit milliseconds, during which nothing else
 * runs; and the loop takes one new connection a turn.
 */
const turnsPerCommit = 8;
/** Turns full of work are not waited for longer than this. */
const patienceMs = 10;
/** A command that ends sessions takes longer than this to exit after its commit. */
const versionMs = 5;
/** The longest that a write of `writeSoon` waits for a commit. */
const soonMs = 500;

/**
 * One SQLite file in WAL mode, durable at every commit. Writes of a few turns of the event loop share
 * a transaction (group commit): each still succeeds or fails alone, and is told so after the commit.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #version = 0;
  #versionAt = Number.NEGATIVE_INFINITY;
  #pending: Pending[] = [];
  /** Commits what nothing else has taken along. */
  #soon: NodeJS.Timeout | undefined;

  /** @throws DataFileError, or SQLite's own error for a file that it cannot read */
  constructor(path: string) {
    this.#db = new DatabaseSync(path, { timeout: 5_000 });
    this.#db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;',
    );
    this.#db.exec(
      'PRAGMA cache_size = -4000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;',
    );
    this.#db.function('sha256', { deterministic: true }, (value) => sha256(String(value)));
    this.#check();
    this.#migrate();
    this.#db.exec('PRAGMA foreign_keys = ON');
    this.#writeNow(() => renewNames(this));
  }

  /** Takes 2 ms a megabyte. A damaged file would serve some people and fail others. */
  #check(): void {
    const found = String(this.get('PRAGMA quick_check(1)')?.['quick_check']);
    if (found === 'ok') return;
    const damage = found.split('\n').at(-1);
    throw new DataFileError(
      `the data file is damaged (${damage}): put back a backup with npm run restore`,
    );
  }

  /** Foreign keys are off, so that a migration can replace a table; they are checked before the commit. */
  #migrate(): void {
    const version = Number(this.get('PRAGMA user_version')?.['user_version']);
    if (version > migrations.length) {
      throw new DataFileError(
        `the data file has version ${version}, this Parley knows versions up to ${migrations.length}: use a newer Parley`,
      );
    }
    for (const [index, sql] of migrations.entries()) {
      if (index < version) continue;
      this.#db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${index + 1};`);
      const broken = this.#db.prepare('PRAGMA foreign_key_check').get();
      if (broken) {
        this.#db.exec('ROLLBACK');
        throw new DataFileError(
          `the data file is damaged: ${broken['table']} without ${broken['parent']}`,
        );
      }
      this.#db.exec('COMMIT');
    }
  }

  /** One transaction, at once: at the start, before anybody is served. */
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
   * Another one after each commit of another connection, as of another process. Asking takes some system
   * calls: it is asked for once in a few milliseconds, in which no other process ends.
   */
  dataVersion(): number {
    const now = performance.now();
    if (now - this.#versionAt < versionMs) return this.#version;
    this.#versionAt = now;
    this.#version = Number(this.get('PRAGMA data_version')?.['data_version']);
    return this.#version;
  }

  /** Runs a writing statement; only inside `write`. Returns the number of changed rows. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs `work` in a transaction of its own effect; resolves once it is durable. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      if (this.#pending.length === 0) {
        this.#flushAfter(turnsPerCommit, performance.now() + patienceMs);
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
   * Runs `work` at once and lets the next commit take it along: for what no answer depends on and the next
   * start sets right, such as presence. It costs no fsync of its own.
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

  /** Gives what comes in during a few more turns of the event loop the chance to share the commit. */
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

  /** After a failure that may be the disk's: what fails here changes nothing for the callers. */
  #rollBack(): void {
    try {
      if (this.#db.isTransaction) this.run('ROLLBACK');
    } catch {
      // SQLite undoes an unfinished transaction by itself when the file is opened again.
    }
  }

  /** One write within the shared transaction: undone alone when it fails. */
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

  /** Writes what is pending, then closes the file. */
  close(): void {
    if (this.#pending.length > 0 || this.#db.isTransaction) this.#flush();
    this.#statements.clear();
    this.#db.close();
  }
}
