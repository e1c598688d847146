interface Bucket {
  tokens: number;
  at: number;
}

/** More than there are concurrent users. An evicted key starts with a full bucket again. */
const maxBuckets = 10_000;

/** A token bucket for each key, in memory. Buckets start full and are lost at a restart. */
export class TokenBuckets {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor({ perSecond, burst }: { readonly perSecond: number; readonly burst: number }) {
    this.#perMs = perSecond / 1_000;
    this.#burst = burst;
  }

  /**
   * Takes a token and returns 0, or returns the seconds until there is one. `now`: monotonic milliseconds.
   */
  take(key: string, now = performance.now()): number {
    const bucket = this.#buckets.get(key) ?? this.#add(key, now);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + (now - bucket.at) * this.#perMs);
    bucket.at = now;
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return Math.max(1, Math.ceil((1 - bucket.tokens) / this.#perMs / 1_000));
  }

  #add(key: string, now: number): Bucket {
    if (this.#buckets.size >= maxBuckets) this.#makeRoom(now);
    const bucket = { tokens: this.#burst, at: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** Evicts full buckets, or one other if there are none. */
  #makeRoom(now: number): void {
    for (const [key, { tokens, at }] of this.#buckets) {
      if (tokens + (now - at) * this.#perMs >= this.#burst) this.#buckets.delete(key);
    }
    if (this.#buckets.size < maxBuckets) return;
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key);
      return;
    }
  }
}
