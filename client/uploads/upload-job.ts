import type { Timers } from '../platform/timers.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import type { StoredFile } from './outgoing-file.ts';
import type { UploadDeps, UploadJob } from './upload-once.ts';

export interface UploadsDeps extends UploadDeps {
  readonly bus: TabBus;
  readonly timers: Timers;
  readonly random: () => number;
  /** A lock, so that only one of the tabs that show a file uploads it; null: each tab uploads it. */
  readonly locks?: LeaderLocks | null;
}

interface Running {
  readonly promise: Promise<string>;
  readonly stop: () => void;
}
/** An upload of this page. */
export interface Job extends UploadJob {
  stored: StoredFile;
  running: Running | null;
  /** True once its message was sent off: the outbox then decides about retries. */
  isHandedOver: boolean;
  /** Aborts when the job is replaced or removed. */
  readonly over: AbortController;
}
