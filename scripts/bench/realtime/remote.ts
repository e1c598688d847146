import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// biome-ignore lint/suspicious/noExplicitAny: any functions whose arguments and results are plain data
type Functions = Record<string, (...args: any[]) => unknown>;
type Remote<F extends Functions> = {
  readonly [K in keyof F]: (...args: Parameters<F[K]>) => Promise<Awaited<ReturnType<F[K]>>>;
};

interface Question {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}
interface Reply {
  readonly id: number;
  readonly result?: unknown;
  readonly failure?: string;
}

/** In a child process: answers the calls of its parent. */
export const serveCalls = (functions: Functions): void => {
  const answer = async ({ id, name, args }: Question): Promise<Reply> => {
    try {
      return { id, result: await functions[name]?.(...args) };
    } catch (error) {
      return {
        id,
        failure: error instanceof Error ? (error.stack ?? error.message) : String(error),
      };
    }
  };
  process.on('disconnect', () => process.exit());
  process.on('message', (question: Question) => {
    void answer(question).then((reply) => process.send?.(reply));
  });
};

/** Starts a script as a child process and calls its functions. */
export const startRemote = <F extends Functions>(script: string) => {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  let count = 0;
  child.on('message', (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.on('exit', (code) => {
    for (const [id, settle] of waiting) settle({ id, failure: `the process ended with ${code}` });
  });
  const call = (name: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = ++count;
      waiting.set(id, ({ result, failure }) =>
        failure === undefined ? resolve(result) : reject(new Error(failure)),
      );
      child.send({ id, name, args } satisfies Question);
    });
  const functions = new Proxy({} as Remote<F>, {
    get:
      (_target, name) =>
      (...args: unknown[]) =>
        call(String(name), args),
  });
  return { functions, pid: child.pid ?? 0, stop: () => child.kill() };
};
