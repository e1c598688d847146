import { commitEnded } from '../../commit-observer.ts';

interface Pending {
  readonly run: () => void;
  /** Called once the write is on the disk, or with the error that made it fail. */
  readonly settle: (error?: unknown) => void;
}

/** A write of a transaction, and why it failed, if it did. */
interface Outcome {
  readonly pending: Pending;
  readonly error?: unknown;
}

/** Puts commits on the disk. */
export interface LogSync {
  /** Calls back once everything that was committed before is on the disk. */
  start(done: (error: unknown) => void): void;
  now(): void;
  close(): void;
}

interface Connection {
  readonly isTransaction: boolean;
  /** Begins a transaction that may write. */
  begin(): void;
  execute(sql: string): void;
  /** Called after a part of a transaction, or all of it, was rolled back. */
  rolledBack(): void;
}

/**
 * Many clients that were answered together write again together. The next commit waits for so many, for a
 * part of the time that a sync takes, because each sync that is saved is worth more.
 */
const gathering = { leastWriters: 4, shareOfSync: 0.5, maxMs: 10 };

/** The longest delay of a `writeSoon` commit. */
const soonMs = 500;

/** Writes that share transactions (ADR 39): while one is being put on the disk, the next ones wait together. */
export class GroupCommit {
  readonly #db: Connection;
  /** Null for a database in memory. */
  readonly #wal: LogSync | null;
  #pending: Pending[] = [];
  /** Writes that are committed and not yet on the disk; null while there are none. */
  #syncing: Pending[] | null = null;
  #afterSync: (() => void)[] = [];
  #isScheduled = false;
  /** While writers are expected: how many pending writes end the wait. */
  #expected: { readonly count: number; readonly timer: NodeJS.Timeout } | null = null;
  /** Commits `writeSoon` work that no other commit has included. */
  #soon: NodeJS.Timeout | undefined;
  /** Set it when the transaction has changed a row. */
  hasChanges = false;
  /** Why the disk could not store a commit: then nothing may be read or written any more. */
  broken: unknown;

  constructor(db: Connection, wal: LogSync | null) {
    this.#db = db;
    this.#wal = wal;
  }

  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#pending.push({
        run: () => {
          result = work();
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
      this.#schedule();
    });
  }

  writeSoon<T>(work: () => T): T {
    if (!this.#db.isTransaction) this.#db.begin();
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.#schedule();
    }, soonMs).unref();
    let result: T | undefined;
    const { error } = this.#attempt(() => {
      result = work();
    });
    if (error !== undefined) throw error;
    return result as T;
  }

  durable(): Promise<void> | null {
    return this.#syncing && new Promise((resolve) => this.#afterSync.push(resolve));
  }

  /** Commits at the end of this iteration of the event loop, or after the sync that is under way. */
  #schedule(): void {
    if (this.#isScheduled || this.#syncing) return;
    if (this.#expected && this.#pending.length < this.#expected.count) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (!this.#syncing) this.#flush();
    });
  }

  #expect(answered: number, syncMs: number): void {
    if (answered < gathering.leastWriters) return;
    const timer = setTimeout(
      () => {
        this.#expected = null;
        if (this.#hasWork) this.#schedule();
      },
      Math.min(syncMs * gathering.shareOfSync, gathering.maxMs),
    );
    this.#expected = { count: this.#pending.length + answered, timer };
  }

  /** Without `writeSoon` work whose time has not come. */
  get #hasWork(): boolean {
    return this.#pending.length > 0 || (this.#db.isTransaction && this.#soon === undefined);
  }

  #flush(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    clearTimeout(this.#expected?.timer);
    this.#expected = null;
    const batch = this.#pending;
    this.#pending = [];
    if (batch.length === 0 && !this.#db.isTransaction) return;
    let outcomes: Outcome[];
    try {
      outcomes = this.#runTogether(batch) ?? this.#runApart(batch);
      this.#db.execute('COMMIT');
    } catch (error) {
      this.#rollBack();
      for (const pending of batch) pending.settle(error);
      return;
    }
    const failed = outcomes.filter(({ error }) => error !== undefined);
    for (const { pending, error } of failed) pending.settle(error);
    const written = outcomes.filter(({ error }) => error === undefined);
    this.#sync(written.map(({ pending }) => pending));
  }

  /** Without savepoints, which are rarely needed; null if one of the writes failed. */
  #runTogether(batch: readonly Pending[]): Outcome[] | null {
    // What `writeSoon` has put into the transaction stays in it.
    const isInside = this.#db.isTransaction;
    if (isInside) this.#db.execute('SAVEPOINT batch');
    else this.#db.begin();
    try {
      for (const { run } of batch) run();
      if (isInside) this.#db.execute('RELEASE batch');
      return batch.map((pending) => ({ pending }));
    } catch {
      this.#db.rolledBack();
      // After some errors SQLite has rolled back by itself.
      if (!this.#db.isTransaction) return null;
      this.#db.execute(isInside ? 'ROLLBACK TO batch' : 'ROLLBACK');
      if (isInside) this.#db.execute('RELEASE batch');
      return null;
    }
  }

  /** Each write in its own savepoint, so that one that fails is rolled back alone. */
  #runApart(batch: readonly Pending[]): Outcome[] {
    if (!this.#db.isTransaction) this.#db.begin();
    return batch.map((pending) => ({ pending, ...this.#attempt(pending.run) }));
  }

  #attempt(run: () => void): { error?: unknown } {
    this.#db.execute('SAVEPOINT one');
    try {
      run();
      this.#db.execute('RELEASE one');
      return {};
    } catch (error) {
      this.#db.rolledBack();
      this.#db.execute('ROLLBACK TO one');
      this.#db.execute('RELEASE one');
      return { error };
    }
  }

  /** Rolls back after a failure, possibly of the disk; its own errors are ignored. */
  #rollBack(): void {
    this.#db.rolledBack();
    try {
      if (this.#db.isTransaction) this.#db.execute('ROLLBACK');
    } catch {
      // SQLite rolls back an unfinished transaction when the file is opened again.
    }
  }

  #sync(written: readonly Pending[]): void {
    const wal = this.hasChanges ? this.#wal : null;
    this.hasChanges = false;
    if (!wal) {
      for (const pending of written) pending.settle();
      return;
    }
    this.#syncing = [...written];
    const startedAt = performance.now();
    wal.start((error) => {
      // `close` has synced and settled already.
      if (!this.#syncing) return;
      commitEnded(startedAt);
      const answered = this.#syncing.length;
      this.#settleSynced(error ?? undefined);
      this.#expect(answered, performance.now() - startedAt);
      if (this.#hasWork) this.#schedule();
    });
  }

  #settleSynced(error: unknown): void {
    this.broken = error;
    for (const pending of this.#syncing ?? []) pending.settle(error);
    this.#syncing = null;
    for (const resolve of this.#afterSync.splice(0)) resolve();
  }

  /** Puts everything on the disk. */
  close(): void {
    if (this.#pending.length > 0 || this.#db.isTransaction) this.#flush();
    if (this.#syncing) {
      this.#wal?.now();
      this.#settleSynced(undefined);
    }
    clearTimeout(this.#expected?.timer);
    this.#wal?.close();
  }
}
