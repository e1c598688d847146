import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Damage } from './check-data-file.ts';

const program = fileURLToPath(new URL('check-process.ts', import.meta.url));

export interface RunningCheck {
  /** Rejects if the check could not run, or was stopped. */
  readonly damage: Promise<Damage>;
  stop(): void;
}

/** Gives the process only time that no other needs; some systems refuse that. */
const yieldToOthers = (pid: number | undefined): void => {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // Then it runs like the others, with its pauses.
  }
};

/**
 * Checks a data file in another process, which can be ended in the middle of a table, unlike a thread, and
 * whose memory is free afterwards. `slow` spares disk and processor.
 */
export const startCheck = (path: string, pace: 'slow' | 'fast'): RunningCheck => {
  const child = fork(program, [path, pace], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-old-space-size=64'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (pace === 'slow') yieldToOthers(child.pid);
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk;
  });
  const damage = new Promise<Damage>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { damage: Damage }).damage));
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(words.trim() || `it ended with ${code}`)));
  });
  return { damage, stop: () => void child.kill('SIGKILL') };
};
