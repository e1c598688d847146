/** Epoch milliseconds, and waiting. */
export interface Clock {
  now(): number;
  /** Resolves after the time, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Ids {
  /** A random lower-case UUID. */
  uuid(): string;
  /** An unguessable URL-safe string of at least 128 bits. */
  secret(): string;
}

export interface HealthProbe {
  /** True when the store answers. */
  check(): Promise<boolean>;
}
