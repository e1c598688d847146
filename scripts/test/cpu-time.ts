import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, on every architecture that Node runs on. */
const ticksPerSecond = 100;
/** Rare, since a sample reads a file of every process. */
const intervalMs = 1_000;

interface Stat {
  readonly parent: number;
  /** Ticks of the process. */
  readonly own: number;
  /** Ticks of its children that have ended and that it waited for, and of their children, recursively. */
  readonly waited: number;
  readonly startedAt: string;
}

interface Seen extends Stat {
  readonly children: Seen[];
}

const statOf = (pid: number | 'self'): Stat | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Starts after the name of the program, which may contain spaces: the state is field 0.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = (...at: number[]) => at.reduce((sum, index) => sum + Number(fields[index]), 0);
    return {
      parent: ticks(1),
      own: ticks(11, 12),
      waited: ticks(13, 14),
      startedAt: fields[19] ?? '',
    };
  } catch {
    return null;
  }
};

const all = (): Map<number, Stat> => {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : null;
    if (stat) stats.set(Number(name), stat);
  }
  return stats;
};

/**
 * A lower bound for the time of a process and its descendants. A child that nobody waited for is only in the
 * samples; a child that ended between two samples is only in the time of its parent.
 */
const totalOf = ({ own, waited, children }: Seen): number =>
  own +
  Math.max(
    waited,
    children.reduce((sum, child) => sum + totalOf(child), 0),
  );

export interface CpuClock {
  /** Seconds of processor time of the process and all its descendants; null without /proc. */
  stop(): number | null;
}

/** Ticks of this process's ended children that a clock has counted. */
let counted = 0;
/** The running clocks: each reads its processes from a sample. */
const samplers = new Set<(stats: ReadonlyMap<number, Stat>) => void>();
let timer: NodeJS.Timeout | undefined;

const sampleAll = (): void => {
  const stats = all();
  for (const sample of samplers) sample(stats);
};

/** Measures a child process of this process from now on. Stop it as soon as the child has ended. */
export const startCpuClock = (pid: number | undefined): CpuClock => {
  const self = statOf('self');
  if (self === null || pid === undefined) return { stop: () => null };
  if (samplers.size === 0) counted = self.waited;
  const seen = new Map<string, Seen>();
  const add = (id: number, stats: ReadonlyMap<number, Stat>): Seen | undefined => {
    const stat = stats.get(id);
    if (!stat) return undefined;
    const key = `${id} ${stat.startedAt}`;
    const known = seen.get(key);
    // A process that was seen as a descendant stays one after its parent has ended.
    if (known) return Object.assign(known, { own: stat.own, waited: stat.waited });
    const parent = id === pid ? undefined : add(stat.parent, stats);
    if (id !== pid && !parent) return undefined;
    const found: Seen = { ...stat, children: [] };
    seen.set(key, found);
    parent?.children.push(found);
    return found;
  };
  const sample = (stats: ReadonlyMap<number, Stat>): void => {
    for (const id of stats.keys()) add(id, stats);
  };
  samplers.add(sample);
  sample(all());
  timer ??= setInterval(sampleAll, intervalMs).unref();
  return {
    stop: () => {
      sample(all());
      samplers.delete(sample);
      if (samplers.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
      const now = statOf('self')?.waited ?? counted;
      const waited = now - counted;
      counted = now;
      const [root] = seen.values();
      return Math.max(waited, root ? totalOf(root) : 0) / ticksPerSecond;
    },
  };
};
