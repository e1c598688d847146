import type { Factor } from '#core/domain/factor/factor.ts';
import type { FactorStore } from '#core/ports/factors.ts';
import type { Database, Row } from '../sqlite/database.ts';

const factorOf = (row: Row): Factor => ({
  sealed: row['sealed'] as string,
  createdAt: row['created_at'] as number,
  confirmedAt: row['confirmed_at'] as number | null,
  usedStep: row['used_step'] as number,
  recovery: JSON.parse(row['recovery'] as string) as string[],
  proof:
    row['proof_until'] === null
      ? null
      : {
          sessionId: row['proof_session'] as string | null,
          until: row['proof_until'] as number,
        },
});

/** Runs inside a write. */
export const putFactor = (db: Database, userId: string, factor: Factor): void => {
  db.run(
    `INSERT OR REPLACE INTO second_factors
       (user_id, sealed, created_at, confirmed_at, used_step, recovery, proof_session, proof_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    userId,
    factor.sealed,
    factor.createdAt,
    factor.confirmedAt,
    factor.usedStep,
    JSON.stringify(factor.recovery),
    factor.proof?.sessionId ?? null,
    factor.proof?.until ?? null,
  );
};

export const getFactor = (db: Database, userId: string): Factor | null => {
  const row = db.get('SELECT * FROM second_factors WHERE user_id = ?', userId);
  return row ? factorOf(row) : null;
};

/** Second factors on SQLite. */
export const sqliteFactorStore = (db: Database): FactorStore => ({
  get: async (userId) => getFactor(db, userId),
  change: (userId, decide) =>
    db.write(() => {
      const { result, next } = decide(getFactor(db, userId));
      if (next === null) db.run('DELETE FROM second_factors WHERE user_id = ?', userId);
      else if (next) putFactor(db, userId, next);
      return result;
    }),
});
