/** A window of a list: skips `offset` items, returns at most `limit`. `total` is exact. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export interface Listed<T> {
  readonly items: T[];
  readonly total: number;
}
