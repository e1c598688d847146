import * as z from 'zod';
import type { BackupState } from '#contracts/closed-lists.ts';
import { stateFile } from '../health/state-file.ts';

const retryMs = 60 * 60 * 1_000;

/** Of the scheduled backups; times in epoch milliseconds. */
export const lastBackup = stateFile(
  'last-backup.json',
  z.object({
    to: z.string(),
    /** The last one that succeeded. */
    madeAt: z.number().nullable(),
    /** Why the last attempt failed, or null. */
    failed: z.string().nullable(),
    /** When the last attempt ended. */
    endedAt: z.number(),
  }),
);
export type LastBackup = NonNullable<ReturnType<typeof lastBackup.read>>;

/** Without a successful backup for two intervals, `since` the schedule started, it is late. */
export const stateOf = (
  last: LastBackup | null,
  { everyMs, since, now }: { everyMs: number; since: number; now: number },
): BackupState => {
  if (last?.failed) return 'failed';
  return now - (last?.madeAt ?? since) > 2 * everyMs ? 'late' : 'ok';
};

/** Milliseconds until the next attempt. */
export const waitOf = (
  last: LastBackup | null,
  { everyMs, now }: { everyMs: number; now: number },
): number => {
  if (!last) return 0;
  const wait = last.failed ? Math.min(everyMs, retryMs) : everyMs;
  // A clock that was set back must not delay it by more.
  return Math.min(Math.max(0, last.endedAt + wait - now), wait);
};
