/** A limit over a fixed window: `limit` times in each `windowSeconds`. */
export interface RateRule {
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** When it happened (epoch milliseconds): says in which window it counts, and is taken back. */
  readonly at: number;
}

/** Counts what may happen only so often. */
export interface CounterStore {
  /** Counts one, or refuses when the window is full and says when it ends. */
  take(rule: RateRule): Promise<'counted' | { readonly retryAfterSeconds: number }>;
  /** Takes one back that turned out not to count. */
  giveBack(rule: RateRule): Promise<void>;
}
