import { type Load, measure, type Round } from './load.ts';
import type { Target } from './targets.ts';

const warmUpSeconds = 3;

/** Measures the servers in turns; each round begins with another one. */
export const alternate = async (
  targets: readonly Target[],
  load: Load,
  { rounds, seconds }: { rounds: number; seconds: number },
): Promise<ReadonlyMap<Target, readonly Round[]>> => {
  const measured = new Map<Target, Round[]>(targets.map((target) => [target, []]));
  for (const target of targets) await measure(target, { connections: 32 }, warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    const first = round % targets.length;
    for (const target of [...targets.slice(first), ...targets.slice(0, first)]) {
      measured.get(target)?.push(await measure(target, load, seconds));
    }
  }
  return measured;
};
