import { dirname } from 'node:path';
import type { DataState } from '#contracts/closed-lists.ts';
import { freeBytes, reservedDisk } from './disk/free-space.ts';
import { dataState } from './health-probe.ts';
import { openDatabase, type TableEnv } from './open-database.ts';
import { type Backlog, backlogOf } from './sqlite/backlog.ts';

/** The figures behind the coarse values of /api/health; for the operator only. */
export interface OperatorStatus {
  readonly data: DataState;
  readonly backlog: Backlog;
  /** Of attachments, as counted for the quotas. */
  readonly storedBytes: number;
  /** Null if the file system does not say. */
  readonly freeBytes: number | null;
  readonly reservedBytes: number;
}

export const operatorStatus = async (env: TableEnv): Promise<OperatorStatus> => {
  const db = openDatabase(env);
  const stored = db.get('SELECT coalesce(sum(used), 0) AS bytes FROM stored_bytes');
  return {
    data: dataState(),
    backlog: backlogOf(db),
    storedBytes: Number(stored?.['bytes']),
    freeBytes: await freeBytes(dirname(env.TABLE_NAME)),
    reservedBytes: reservedDisk(),
  };
};
