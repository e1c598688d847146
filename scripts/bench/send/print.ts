import { median, ratioOf } from '../support/medians.ts';
import type { Round } from './load.ts';

const figures = [
  { key: 'perSecond', title: 'sends/s', digits: 0 },
  { key: 'p50', title: 'p50 ms', digits: 1 },
  { key: 'p99', title: 'p99 ms', digits: 1 },
  { key: 'cpuMs', title: 'CPU ms/send', digits: 3 },
] as const;

const valuesOf = (rounds: readonly Round[], key: keyof Round): number[] =>
  rounds.map((round) => round[key]);

/** Prints the medians of each server, then the ratios of one to the others, round by round. */
export const printRounds = <T extends { readonly name: string }>(
  measured: ReadonlyMap<T, readonly Round[]>,
  subject: T,
): void => {
  for (const [{ name }, rounds] of measured) {
    const medians = figures.map(({ key, title, digits }) => [
      title,
      Number(median(valuesOf(rounds, key)).toFixed(digits)),
    ]);
    const rssMb = Math.round(rounds.at(-1)?.rssMb ?? 0);
    const failed = valuesOf(rounds, 'failed').reduce((sum, one) => sum + one, 0);
    console.log(`${name}:`, { ...Object.fromEntries(medians), 'RSS MB': rssMb, failed });
  }
  const own = measured.get(subject) ?? [];
  for (const [{ name }, rounds] of measured) {
    if (name === subject.name) continue;
    console.log(`${subject.name} / ${name}, median of the rounds (range):`);
    for (const { key, title } of figures) {
      console.log(`  ${title.padEnd(12)} ${ratioOf(valuesOf(own, key), valuesOf(rounds, key))}`);
    }
  }
};
