import { limits } from '#contracts/limits.ts';
import { BusyError } from '#core/errors.ts';
import type { PasswordQueue, PasswordWork } from '#core/ports/identity.ts';

const { waitingPerNetwork, waiting, activePerNetwork, active, waitSeconds } = limits.passwordQueue;

interface Waiter {
  readonly key: string;
  readonly admit: () => void;
}

/** The work of one network: waiting tasks in order, and the keys of running ones. */
interface Line {
  readonly waiters: Set<Waiter>;
  readonly running: Set<string>;
}

const nextOf = ({ waiters, running }: Line): Waiter | undefined =>
  running.size >= activePerNetwork ? undefined : [...waiters].find(({ key }) => !running.has(key));

/** Round-robin over networks, so that one of them cannot block the others. */
export class FairPasswordQueue implements PasswordQueue {
  /** In round-robin order. */
  readonly #lines = new Map<string, Line>();
  #waiting = 0;
  #active = 0;

  async run<T>({ network, key }: PasswordWork, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(network) ?? { waiters: new Set(), running: new Set() };
    this.#lines.set(network, line);
    try {
      await this.#turn(line, key);
      return await this.#finish(line, key, work);
    } finally {
      if (line.waiters.size + line.running.size === 0 && this.#lines.get(network) === line) {
        this.#lines.delete(network);
      }
      this.#admit();
    }
  }

  async #finish<T>(line: Line, key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#active--;
      line.running.delete(key);
    }
  }

  async #turn(line: Line, key: string): Promise<void> {
    if (line.waiters.size >= waitingPerNetwork || this.#waiting >= waiting) {
      throw new BusyError('too many wait for their passwords to be checked');
    }
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        key,
        admit: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const giveUp = (): void => {
        line.waiters.delete(waiter);
        this.#waiting--;
        reject(new BusyError('waited too long for a password to be checked'));
      };
      const timer = setTimeout(giveUp, waitSeconds * 1_000);
      line.waiters.add(waiter);
      this.#waiting++;
      this.#admit();
    });
  }

  #admit(): void {
    for (const [network, line] of [...this.#lines]) {
      if (this.#active >= active) return;
      const waiter = nextOf(line);
      if (waiter) this.#start(network, line, waiter);
    }
  }

  /** Moves the network to the end of the order. */
  #start(network: string, line: Line, waiter: Waiter): void {
    line.waiters.delete(waiter);
    line.running.add(waiter.key);
    this.#lines.delete(network);
    this.#lines.set(network, line);
    this.#waiting--;
    this.#active++;
    waiter.admit();
  }
}
