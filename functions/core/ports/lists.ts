/** A window of a list: `offset` items are passed over, at most `limit` are listed; `total` is exact. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

export interface Listed<T> {
  readonly items: T[];
  readonly total: number;
}
