import type { CounterStore, RateRule } from '#core/ports/counters.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database } from './database.ts';

/** Fixed-window counters on SQLite, so that a restart does not reset them. */
export const sqliteCounterStore = (db: Database, clock: Clock): CounterStore => {
  const endOf = ({ at, windowSeconds }: RateRule): number => {
    const length = windowSeconds * 1_000;
    return (Math.floor(at / length) + 1) * length;
  };
  return {
    take: (rule) =>
      db.write(() => {
        const endsAt = endOf(rule);
        db.run('DELETE FROM counters WHERE ends_at <= ?', clock.now());
        const sql = 'SELECT count FROM counters WHERE key = ? AND ends_at = ?';
        if (Number(db.get(sql, rule.key, endsAt)?.['count'] ?? 0) >= rule.limit) {
          return { retryAfterSeconds: Math.max(1, Math.ceil((endsAt - clock.now()) / 1_000)) };
        }
        db.run(
          `INSERT INTO counters (key, ends_at, count) VALUES (?, ?, 1)
           ON CONFLICT (key, ends_at) DO UPDATE SET count = count + 1`,
          rule.key,
          endsAt,
        );
        return 'counted';
      }),
    uncount: (rule) =>
      db.write(() => {
        const sql =
          'UPDATE counters SET count = count - 1 WHERE key = ? AND ends_at = ? AND count > 0';
        db.run(sql, rule.key, endOf(rule));
      }),
  };
};
