import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { BusyError } from '#core/errors.ts';
import { callOf, type KeyRequest } from '#functions/adapters/password-hashes/derivation.ts';

interface Task {
  readonly request: KeyRequest;
  readonly resolve: (key: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/** Leaves a core free for the event loop and file access. */
const maxThreads = availableParallelism() < 4 ? 1 : 2;
/** Hash threads allocate almost no objects. */
const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

/**
 * The program of a worker thread. JavaScript, since stripping types takes 30 MB more. bcrypt is loaded with the
 * first imported hash: its hash ends with the 31 characters of the key.
 */
const threadProgram = `
const { parentPort, workerData } = require('node:worker_threads');
const crypto = require('node:crypto');
const bcrypt = (...parameters) =>
  Buffer.from(require(workerData.bcryptjs).hashSync(...parameters).slice(-31));
parentPort.on('message', ([name, parameters]) => {
  const derive = name === 'hashSync' ? bcrypt : crypto[name];
  parentPort.postMessage(derive(...parameters));
});`;
const workerData = { bcryptjs: fileURLToPath(import.meta.resolve('bcryptjs')) };

/**
 * Derives keys in separate threads, so that neither the event loop nor files and signatures, which use
 * libuv's threads, wait for passwords. Threads start with the first request.
 */
export class HashPool {
  readonly #maxQueued: number;
  readonly #queue: Task[] = [];
  readonly #idle: Worker[] = [];
  #threads = 0;

  /** The default is some seconds of work; the `PasswordQueue` in front limits requests further. */
  constructor(maxQueued = 64) {
    this.#maxQueued = maxQueued;
  }

  /** @throws BusyError when the queue is full */
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
    return new Worker(threadProgram, { eval: true, workerData, resourceLimits, execArgv: [] });
  }

  /** A busy thread keeps the process alive; an idle one does not. */
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
