import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { BusyError } from '../../../core/errors.ts';
import { callOf, type KeyRequest } from './derivation.ts';

interface Task {
  readonly request: KeyRequest;
  readonly resolve: (key: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/** A core stays free for the event loop and its files. */
const maxThreads = availableParallelism() < 4 ? 1 : 2;
/** A thread of hashes has next to no objects. */
const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

/** The whole program of a thread. JavaScript, as a thread that strips types first takes 30 MB more. */
const threadProgram = `
const { parentPort } = require('node:worker_threads');
const crypto = require('node:crypto');
parentPort.on('message', ([name, parameters]) => {
  parentPort.postMessage(crypto[name](...parameters));
});`;

/**
 * Derives keys in threads of its own, so that neither the event loop nor files and signatures, which share
 * the threads of libuv, wait for passwords. Threads start with the first request.
 */
export class HashPool {
  readonly #maxQueued: number;
  readonly #queue: Task[] = [];
  readonly #idle: Worker[] = [];
  #threads = 0;

  /** By default some seconds of work may wait; the `PasswordQueue` in front keeps requests below it. */
  constructor(maxQueued = 64) {
    this.#maxQueued = maxQueued;
  }

  /** @throws BusyError when too many wait */
  async derive(request: KeyRequest): Promise<Buffer> {
    if (this.#queue.length >= this.#maxQueued) throw new BusyError('too many passwords to hash');
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    const worker = this.#idle.pop() ?? this.#start();
    const task = worker && this.#queue.shift();
    if (worker && task) this.#run(worker, task);
  }

  #start(): Worker | undefined {
    if (this.#threads >= maxThreads) return undefined;
    this.#threads++;
    return new Worker(threadProgram, { eval: true, resourceLimits, execArgv: [] });
  }

  /** The process stays up for a thread that works, and not for an idle one. */
  #run(worker: Worker, { request, resolve, reject }: Task): void {
    worker.ref();
    const onError = (error: unknown): void => {
      this.#threads--;
      reject(error);
      this.#next();
    };
    worker.once('error', onError);
    worker.once('message', (key: Uint8Array) => {
      worker.off('error', onError);
      worker.unref();
      this.#idle.push(worker);
      resolve(Buffer.from(key));
      this.#next();
    });
    worker.postMessage(callOf(request));
  }
}
