import { dirname } from 'node:path';
import type { BackupState, DataState } from '#contracts/closed-lists.ts';
import type { HealthParts, HealthProbe } from '#core/ports/system.ts';
import { clock } from '../system.ts';
import { freeBytes, reservedDisk } from './disk/free-space.ts';
import { openDatabase, type TableEnv } from './open-database.ts';
import { backlogOf } from './sqlite/backlog.ts';

/** Work that has been due for longer is late. */
const lateMs = 10 * 60 * 1_000;
/** How long an answer is cached, since anybody may ask. */
const freshMs = 2_000;

let data: DataState = 'unchecked';
/** Of the scheduled backups. */
interface BackupReport {
  readonly state: BackupState;
  /** The last one that succeeded, or null. */
  readonly madeAt: number | null;
}

let backup: (() => BackupReport) | undefined;
let isNotifying = false;

/** The result of the last full check since the start. */
export const dataState = (): DataState => data;

/** Sets the result of the last full check of the data file. */
export const reportData = (state: DataState): void => {
  data = state;
};
/** Sets where the state of the scheduled backups comes from. */
export const reportBackup = (report: () => BackupReport): void => {
  backup = report;
};
/** Undefined without a schedule. */
export const lastBackupAt = (): number | null | undefined => backup?.().madeAt;

/** Sets that this process sends notifications: without that, those in the table are not late. */
export const reportNotifying = (): void => {
  isNotifying = true;
};

const partsOf = async (env: TableEnv): Promise<HealthParts> => {
  const free = await freeBytes(dirname(env.TABLE_NAME));
  const { removals, notifications } = backlogOf(openDatabase(env));
  const since = [removals.dueSince, ...(isNotifying ? [notifications.dueSince] : [])];
  const isLate = since.some((at) => at !== null && at < clock.now() - lateMs);
  return {
    data,
    // Earlier than uploads are refused, so that there is time to act.
    ...(free !== null && { disk: free < 2 * reservedDisk() ? 'low' : 'ok' }),
    backlog: isLate || removals.givenUp > 0 ? 'late' : 'ok',
    ...(backup && { backup: backup().state }),
  };
};

export const healthProbe = (env: TableEnv): HealthProbe => {
  let asked: { readonly at: number; readonly answer: Promise<HealthParts> } | undefined;
  return {
    check: async () => {
      try {
        return openDatabase(env).get('SELECT 1 AS one')?.['one'] === 1;
      } catch {
        return false;
      }
    },
    parts: () => {
      const now = performance.now();
      if (!asked || now - asked.at > freshMs) asked = { at: now, answer: partsOf(env) };
      return asked.answer;
    },
  };
};
