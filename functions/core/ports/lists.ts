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
 * `eventual` is half the price on AWS, and may be older, usually by less than a second: for what is shown or
 * announced, never for what may be written.
 */
export type Freshness = 'consistent' | 'eventual';
