import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface RunningProgram<T> {
  /** The message that the program sends; rejects if it ends without one. */
  readonly result: Promise<T>;
  /** Kills it. */
  stop(): void;
}

/** Gives the process only time that no other needs; some systems refuse that. */
const yieldToOthers = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Then it runs like the others.
  }
};

/** Runs a program of Parley in another process, which sends one message. */
export const startProgram = <T>(
  program: URL,
  args: readonly string[],
  { isLow, maxHeapMb }: { isLow: boolean; maxHeapMb: number },
): RunningProgram<T> => {
  const child = fork(fileURLToPath(program), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${maxHeapMb}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (isLow) yieldToOthers(child.pid);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk;
  });
  const result = new Promise<T>((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(words.trim() || `it ended with ${code}`)));
  });
  return { result, stop: () => void child.kill('SIGKILL') };
};
