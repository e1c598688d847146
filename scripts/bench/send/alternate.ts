import { type Load, measure, type Round } from './load.ts';
import type { Target } from './targets.ts';

const warmUpSeconds = 3;

/** Measures the servers in turns; each round begins with another one. */
export const inTurns = async <T>(
  servers: readonly T[],
  rounds: number,
  measureOne: (server: T) => Promise<Round>,
): Promise<ReadonlyMap<T, readonly Round[]>> => {
  const measured = new Map<T, Round[]>(servers.map((server) => [server, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % servers.length;
    for (const server of [...servers.slice(first), ...servers.slice(0, first)]) {
      measured.get(server)?.push(await measureOne(server));
    }
  }
  return measured;
};

/** Warms the servers up, then measures them in turns. */
export const alternate = async (
  targets: readonly Target[],
  load: Load,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<ReadonlyMap<Target, readonly Round[]>> => {
  for (const target of targets) await measure(target, { connections: 32 }, warmUpSeconds);
  return inTurns(targets, rounds, (target) => measure(target, load, seconds));
};
