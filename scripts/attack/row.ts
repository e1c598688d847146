import type { Target } from './target.ts';

/** What a row found: how many requests the stranger made, and what was wrong besides the cost. */
export interface Finding {
  readonly requests: number;
  /** Every rule that did not hold; none when all is well. */
  readonly broken: readonly string[];
}

/** One kind of abuse. `id` is the row of the threat table in docs/security.md. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** Left out of `--short`: it takes over some seconds. */
  readonly isLong?: boolean;
  run(target: Target): Promise<Finding>;
}

/** Collects broken rules. */
export const rules = () => {
  const broken: string[] = [];
  return {
    broken,
    check: (holds: boolean, rule: string): void => {
      if (!holds) broken.push(rule);
    },
  };
};

/** Groups statuses for a message: `200 × 3, 429 × 7`. */
export const tally = (statuses: readonly (number | null)[]): string => {
  const counts = new Map<number | null, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, count]) => `${status ?? 'closed'} × ${count}`).join(', ');
};

/** Runs so many at once and waits for all. */
export const times = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));
