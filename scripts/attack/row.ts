import type { Target } from './target.ts';

/** Result of a row: the number of requests, and broken rules besides the cost. */
export interface Finding {
  readonly requests: number;
  /** Every broken rule; empty if none was broken. */
  readonly broken: readonly string[];
}

/** One kind of abuse. `id`: the row of the threat table in docs/security.md. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** Skipped with `--short`: it takes more than a few seconds. */
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

/** Runs `count` calls at once and waits for all. */
export const times = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(index)));
