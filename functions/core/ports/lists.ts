/** A window of a list: skips `offset` items, returns at most `limit`. `total` is exact. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export interface Listed<T> {
  readonly items: T[];
  readonly total: number;
}

/**
 * `eventual` costs half on AWS, and its data may be about a second old: for display and notifications, never
 * to decide a write.
 */
export type Freshness = 'consistent' | 'eventual';
