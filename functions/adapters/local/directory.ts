import type { Directory } from '#core/ports/directory.ts';
import { lastBackupAt } from './health-probe.ts';
import { openDatabase, type TableEnv } from './open-database.ts';
import { operatorStatus } from './operator-status.ts';
import type { Database } from './sqlite/database.ts';

const pageSize = 50;
const dayMs = 86_400_000;

const countsOf = (db: Database, now: number) => {
  const since = (days: number) => now - days * dayMs;
  const people = db.get(
    `SELECT count(*) AS total, coalesce(sum(is_active = 0), 0) AS deactivated,
       coalesce(sum(last_seen > ?1), 0) AS day, coalesce(sum(last_seen > ?2), 0) AS week,
       coalesce(sum(last_seen > ?3), 0) AS month FROM users WHERE is_finished = 1`,
    since(1),
    since(7),
    since(30),
  );
  const of = (name: string): number => Number(people?.[name]);
  // Each member's row counts what the member has sent: much less to read than all messages.
  const sent = db.get('SELECT coalesce(sum(sent), 0) AS messages FROM members');
  const all = db.get('SELECT count(*) AS conversations FROM conversations');
  return {
    people: of('total'),
    deactivated: of('deactivated'),
    activeInDays: [of('day'), of('week'), of('month')] as const,
    conversations: Number(all?.['conversations']),
    messages: Number(sent?.['messages']),
  };
};

/** All accounts of a data file, by name. */
export const directory = (env: TableEnv): Directory => ({
  page: async (cursor) => {
    const sql = `SELECT id, folded FROM users WHERE is_finished = 1 AND folded > ?
      ORDER BY folded LIMIT ?`;
    const rows = openDatabase(env).all(sql, cursor ?? '', pageSize + 1);
    const page = rows.slice(0, pageSize);
    return {
      ids: page.map(({ id }) => id as string),
      nextCursor: rows.length > pageSize ? (page.at(-1)?.['folded'] as string) : null,
    };
  },
  figures: async (now) => {
    const db = openDatabase(env);
    const { storedBytes, freeBytes } = await operatorStatus(env);
    const size = db.get(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()',
    );
    const backupAt = lastBackupAt();
    return {
      ...countsOf(db, now),
      storage: { filesBytes: storedBytes, dataBytes: Number(size?.['bytes']), freeBytes },
      ...(backupAt !== undefined && { lastBackupAt: backupAt }),
    };
  },
});
