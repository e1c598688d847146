/** The current time in epoch milliseconds, and sleeping. */
export interface Clock {
  now(): number;
  /** Resolves after this time, or when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface Ids {
  /** A random lower-case UUID. */
  uuid(): string;
  /** An unguessable URL-safe string of at least 128 bits. */
  secret(): string;
}

export interface HealthProbe {
  /** True if the store responds. */
  check(): Promise<boolean>;
}
