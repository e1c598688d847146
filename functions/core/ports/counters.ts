/** A limit of a fixed window: `limit` times per `windowSeconds`. */
export interface RateRule {
  readonly key: string;
  readonly limit: number;
  readonly windowSeconds: number;
  /** The time of the event (epoch milliseconds), which selects the window. */
  readonly at: number;
}

/** Fixed-window rate counters. */
export interface CounterStore {
  /** Counts one event, or returns the wait if the window is full. */
  take(rule: RateRule): Promise<'counted' | { readonly retryAfterSeconds: number }>;
  /** Uncounts one event. */
  uncount(rule: RateRule): Promise<void>;
}
