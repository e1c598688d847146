import { inspect, isDeepStrictEqual } from 'node:util';
import type { Context } from './context.ts';
import type { Need } from './target.ts';

/**
 * The outcome of a check. `warning`: it works, but the operator should know. `not yet`: AWS shows the result
 * only some minutes later. Only `failed` makes the command fail.
 */
export const outcomes = ['passed', 'failed', 'warning', 'not yet', 'skipped'] as const;
export type Outcome = (typeof outcomes)[number];

/** A check of one assumption about the home. */
export interface Check {
  /** `<area>.<name>`: stable, for `--only` and reports. */
  readonly id: string;
  readonly title: string;
  /** The assumed behaviour of AWS, or of the home. */
  readonly assumes: string;
  /** What to do if the assumption is wrong. */
  readonly remedy: string;
  /** Needs; if one is missing, the check is skipped with its reason. */
  readonly needs?: readonly Need[];
  /**
   * Returns what was seen. @throws Finding for every outcome but `passed`; any other error counts as `failed`
   */
  readonly run: (context: Context) => Promise<string>;
}

/** Ends a check with an outcome and what was seen. */
export class Finding extends Error {
  override name = 'Finding';
  readonly outcome: Exclude<Outcome, 'passed'>;

  constructor(outcome: Finding['outcome'], seen: string) {
    super(seen);
    this.outcome = outcome;
  }
}

export const differs = (seen: string): never => {
  throw new Finding('failed', seen);
};

/** Fails the check unless the condition holds. */
export function holds(condition: unknown, seen: string): asserts condition {
  if (!condition) differs(seen);
}

const maxShown = 300;
/** A value as one line, shortened. */
export const show = (value: unknown): string => {
  const text = inspect(value, { breakLength: Number.POSITIVE_INFINITY, depth: 4 });
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
};

/** Fails the check unless both values are equal, member by member. */
export const same = (what: string, seen: unknown, expected: unknown): void => {
  if (isDeepStrictEqual(seen, expected)) return;
  differs(`${what}: ${show(seen)}, expected ${show(expected)}`);
};

/** Polls until the condition holds; resolves to whether it did in time. */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  { withinMs = 20_000, everyMs = 250 } = {},
): Promise<boolean> => {
  const end = Date.now() + withinMs;
  for (;;) {
    if (await condition()) return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
};
