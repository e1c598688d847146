import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Usage {
  /** User and system time so far. */
  readonly cpuMs: number;
  readonly rssMb: number;
}

/** CPU time and memory of a running process, from /proc; null without /proc (not Linux). */
export const usageOf = (pid: number): Usage | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
    const ticks = Number(fields[11]) + Number(fields[12]);
    const rssKb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    return { cpuMs: (ticks / ticksPerSecond) * 1_000, rssMb: rssKb / 1_024 };
  } catch {
    return null;
  }
};
