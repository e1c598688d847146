import type { PoolOptions, PoolRunnerInitializer, PoolWorker, WorkerRequest } from 'vitest/node';
import { ThreadsPoolWorker } from 'vitest/node';

type Listener = (...values: unknown[]) => void;

/**
 * The thread of this process. Modules stay loaded in it: a global variable selects the active
 * mutant.
 */
let thread: ThreadsPoolWorker | null = null;
let isSetUp = false;

const answer = (type: 'started' | 'stopped') => ({ __vitest_worker_response__: true, type });

/** One run of some test files in the thread. Vitest would end a worker after each run. */
const createPoolWorker = (options: PoolOptions): PoolWorker => {
  const listeners: [string, Listener][] = [];
  const tell = (message: object): void => {
    for (const [event, listener] of listeners) if (event === 'message') listener(message);
  };
  const running = (): ThreadsPoolWorker => {
    if (!thread) throw new Error('the thread has not been started');
    return thread;
  };
  return {
    name: 'lasting',
    deserialize: (data) => data,
    start: async () => {
      if (thread) return;
      thread = new ThreadsPoolWorker(options);
      await thread.start();
      thread.on('exit', () => {
        thread = null;
        isSetUp = false;
      });
    },
    stop: async () => {
      for (const [event, listener] of listeners) thread?.off(event, listener);
    },
    on: (event, listener) => {
      listeners.push([event, listener]);
      running().on(event, listener);
    },
    off: (event, listener) => {
      thread?.off(event, listener);
    },
    send: (message: WorkerRequest) => {
      if (message.type === 'stop') return tell(answer('stopped'));
      if (message.type === 'start' && isSetUp) return tell(answer('started'));
      if (message.type === 'start') isSetUp = true;
      // The names of the tests to run are in the configuration that the thread got at its start.
      const config = { config: options.project.serializedConfig };
      running().send(
        message.type === 'run'
          ? { ...message, context: { ...message.context, ...config } }
          : message,
      );
    },
  };
};

export const lastingPool: PoolRunnerInitializer = { name: 'lasting', createPoolWorker };
