import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import type { LogSync } from './group-commit.ts';

/** Puts SQLite's write-ahead log on the disk, in a thread of libuv, so that the event loop does not wait. */
export class WalSync implements LogSync {
  readonly #path: string;
  #file: number | undefined;

  /** SQLite keeps this file from its first transaction until its last connection is closed. */
  constructor(dataFile: string) {
    this.#path = `${dataFile}-wal`;
  }

  get #open(): number {
    this.#file ??= openSync(this.#path, 'r+');
    return this.#file;
  }

  start(done: (error: unknown) => void): void {
    try {
      fdatasync(this.#open, done);
    } catch (error) {
      setImmediate(done, error);
    }
  }

  now(): void {
    fdatasyncSync(this.#open);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
