import type { PickedFile, Prepare, PreparedFile, Refusal } from '#client';
import { RefusedFileError } from '#client';

export type WorkerAnswer = { readonly prepared: PreparedFile } | { readonly refusal: Refusal };

interface Question {
  readonly number: number;
  readonly file: PickedFile;
}
interface Answer {
  readonly number: number;
  readonly answer: WorkerAnswer;
}
/** The global scope of the worker. */
export interface WorkerScope {
  onmessage: ((event: { data: Question }) => void) | null;
  postMessage(answer: Answer): void;
}

/** Prepares files in a worker, so that big pictures do not block the page. */
export const createPrepare = (): Prepare => {
  const waiting = new Map<number, (answer: WorkerAnswer) => void>();
  let worker: Worker | null = null;
  let asked = 0;

  const settle = (number: number, answer: WorkerAnswer): void => {
    waiting.get(number)?.(answer);
    waiting.delete(number);
  };

  /**
   * A worker that crashes (for example out of memory) fails all its files; the next file gets a new
   * one.
   */
  const fail = (): void => {
    worker?.terminate();
    worker = null;
    for (const number of [...waiting.keys()]) settle(number, { refusal: 'unreadable' });
  };

  const open = (): Worker => {
    const opened = new Worker(new URL('./prepare-worker.ts', import.meta.url), { type: 'module' });
    opened.onmessage = ({ data }: { data: Answer }) => settle(data.number, data.answer);
    opened.onerror = fail;
    return opened;
  };

  return async (file) => {
    const number = ++asked;
    worker ??= open();
    const running = worker;
    const answer = await new Promise<WorkerAnswer>((resolve) => {
      waiting.set(number, resolve);
      running.postMessage({ number, file } satisfies Question);
    });
    if ('refusal' in answer) throw new RefusedFileError(answer.refusal);
    return answer.prepared;
  };
};
