import type { Timers } from '../platform/timers.ts';
import type { TabBus } from '../tabs/bus.ts';
import type { LeaderLocks } from '../tabs/leader.ts';
import type { KeptFile } from './outgoing-file.ts';
import type { UploadDeps, UploadJob } from './upload-once.ts';

export interface UploadsDeps extends UploadDeps {
  readonly bus: TabBus;
  readonly timers: Timers;
  readonly random: () => number;
  /** Among the pages of a browser that show the same file, one uploads it; null: each of them does. */
  readonly locks?: LeaderLocks | null;
}

interface Running {
  readonly promise: Promise<string>;
  readonly stop: () => void;
}
/** A file on its way in this page. */
export interface Job extends UploadJob {
  kept: KeptFile;
  running: Running | null;
  /** In a message that was sent off: from then on the outbox says when it is tried. */
  isHandedOver: boolean;
  /** Aborts when another job takes its place, or none. */
  readonly over: AbortController;
}
