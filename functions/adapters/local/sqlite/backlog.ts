import type { Database } from './database.ts';

interface Waiting {
  readonly count: number;
  /** When the oldest became due, in epoch milliseconds; null if there is none. */
  readonly dueSince: number | null;
}

/** The work that the server does later. */
export interface Backlog {
  /** Notifications that are to be sent, now or later. */
  readonly notifications: Waiting;
  /** Files whose bytes are to be removed; `givenUp`: those that failed too often, beside the others. */
  readonly removals: Waiting & { readonly givenUp: number };
}

const waitingIn = (db: Database, table: string): Waiting => {
  const row = db.get(`SELECT count(*) AS count, min(due_at) AS due FROM ${table}`);
  return { count: Number(row?.['count']), dueSince: (row?.['due'] ?? null) as number | null };
};

export const backlogOf = (db: Database): Backlog => {
  const failed = db.get('SELECT count(*) AS count FROM blob_removals WHERE failed_at IS NOT NULL');
  return {
    notifications: waitingIn(db, 'due_notifications'),
    removals: {
      ...waitingIn(db, 'blob_removals WHERE failed_at IS NULL'),
      givenUp: Number(failed?.['count']),
    },
  };
};
