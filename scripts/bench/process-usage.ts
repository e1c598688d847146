import { readdirSync, readFileSync } from 'node:fs';

export interface Usage {
  /** User and system time so far, of the threads that run. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** CPU time and memory of a running process, from /proc; null without /proc (not Linux). */
export const usageOf = (pid: number): Usage | null => {
  try {
    const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) =>
      Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
    );
    const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { cpuMs: nanoseconds.reduce((sum, one) => sum + one, 0) / 1e6, rssMb: rssKb / 1_024 };
  } catch {
    return null;
  }
};
