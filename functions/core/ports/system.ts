import type { BackupState, backlogStates, DataState, diskStates } from '#contracts/closed-lists.ts';

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
  /** Unguessable bytes. */
  bytes(length: number): Uint8Array;
}

export interface HealthParts {
  readonly data?: DataState;
  readonly disk?: (typeof diskStates)[number];
  readonly backlog?: (typeof backlogStates)[number];
  readonly backup?: BackupState;
}

export interface HealthProbe {
  /** True if the store responds. */
  check(): Promise<boolean>;
  /** What else the home knows about its health, in coarse values that anybody may read. */
  parts(): Promise<HealthParts>;
}
