import type { Marks, Star } from '#core/domain/visibility/marks.ts';
import { noMarks } from '#core/domain/visibility/marks.ts';
import type { Sight } from '#core/domain/visibility/visible.ts';
import { fullSight } from '#core/domain/visibility/visible.ts';
import type { StarredPlace } from '#core/ports/member-settings.ts';
import type { Database, Row } from './database.ts';

const starsOf = (row: Row): Star[] =>
  (JSON.parse(row['starred'] as string) as [number, number][]).map(([seq, at]) => ({ seq, at }));

export const marksOf = (row: Row): Marks => ({
  ver: row['ver'] as number,
  hidden: JSON.parse(row['hidden'] as string) as number[],
  starred: starsOf(row),
});

export const findMarks = (db: Database, userId: string, conversationId: string): Marks => {
  const sql = 'SELECT * FROM marks WHERE user_id = ? AND conversation_id = ?';
  const row = db.get(sql, userId, conversationId);
  return row ? marksOf(row) : noMarks;
};

/** Runs inside a write. */
export const putMarks = (
  db: Database,
  userId: string,
  conversationId: string,
  { ver, hidden, starred }: Marks,
): void => {
  db.run(
    `INSERT OR REPLACE INTO marks (user_id, conversation_id, ver, hidden, starred)
     VALUES (?, ?, ?, ?, ?)`,
    userId,
    conversationId,
    ver,
    JSON.stringify(hidden),
    JSON.stringify(starred.map(({ seq, at }) => [seq, at])),
  );
};

export const listStarred = (
  db: Database,
  userId: string,
  conversationId?: string,
): StarredPlace[] => {
  const isAny = conversationId === undefined;
  const sql = `SELECT * FROM marks WHERE user_id = ?${isAny ? '' : ' AND conversation_id = ?'}`;
  return db
    .all(sql, userId, ...(isAny ? [] : [conversationId]))
    .flatMap((row) =>
      starsOf(row).map((star) => ({ conversationId: row['conversation_id'] as string, ...star })),
    );
};

/** What a member no longer sees of a conversation. `row`: of the membership. */
export const sightIn = (db: Database, userId: string, conversationId: string, row: Row): Sight => {
  const clearedSeq = row['cleared_seq'] as number;
  if ((row['last_hidden_seq'] as number) <= clearedSeq) return { ...fullSight, clearedSeq };
  return { clearedSeq, hidden: new Set(findMarks(db, userId, conversationId).hidden) };
};
