import type { AccountEventType, OperatorAction } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import {
  type AccountEvent,
  forgottenAt,
  isCounted,
  type NewAccountEvent,
  sessionEnded,
} from '#core/domain/audit.ts';
import type { AuditLog } from '#core/ports/audit.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database } from './database.ts';

const eventOf = (row: Record<string, unknown>): AccountEvent => {
  const type = row['type'] as AccountEventType;
  return {
    id: row['id'] as string,
    type,
    at: row['at'] as number,
    device: row['device'] as string,
    address: row['address'] as string,
    ...(row['reason'] !== null && { reason: row['reason'] as NonNullable<AccountEvent['reason']> }),
    ...(isCounted(type) && { count: row['count'] as number }),
    ...(row['action'] !== null && { action: row['action'] as OperatorAction }),
    ...(row['operator'] !== null && { operator: row['operator'] as string }),
    ...(row['subject'] !== null && { user: row['subject'] as string }),
  };
};

const put = (db: Database, userId: string, event: NewAccountEvent): void => {
  const { id, type, at, device, address, reason, action, operator, user } = event;
  db.run(
    `INSERT INTO account_events
       (user_id, id, type, at, device, address, reason, count, expires_at, action, operator, subject)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)
     ON CONFLICT (user_id, id) DO UPDATE SET at = excluded.at, device = excluded.device,
       address = excluded.address, reason = excluded.reason, count = count + 1, expires_at = excluded.expires_at`,
    userId,
    id,
    type,
    at,
    device,
    address,
    reason ?? null,
    forgottenAt(at),
    action ?? null,
    operator ?? null,
    user ?? null,
  );
};

const trim = (db: Database, userId: string): void => {
  db.run(
    `DELETE FROM account_events WHERE user_id = ?1 AND id IN (
       SELECT id FROM account_events WHERE user_id = ?1 AND type NOT GLOB '*_refused'
       ORDER BY at DESC, id LIMIT -1 OFFSET ?2)`,
    userId,
    limits.audit.perUser,
  );
};

/** Account events on SQLite. */
export const sqliteAuditLog = (db: Database, clock: Clock): AuditLog => ({
  add: async (userId, event) => {
    if (userId === null) return;
    // Refusals are not waited for: the time of a commit would reveal that the name exists.
    if (isCounted(event.type)) return db.writeSoon(() => put(db, userId, event));
    await db.write(() => {
      put(db, userId, event);
      trim(db, userId);
    });
  },
  // As a refusal: the next commit includes it.
  uncount: async (userId, eventId) =>
    db.writeSoon(() => {
      const one = [userId, eventId] as const;
      const where = 'WHERE user_id = ? AND id = ?';
      db.run(`DELETE FROM account_events ${where} AND count <= 1`, ...one);
      db.run(`UPDATE account_events SET count = count - 1 ${where}`, ...one);
    }),
  list: async (userId) =>
    db
      .all(
        'SELECT * FROM account_events WHERE user_id = ? AND expires_at > ? ORDER BY at DESC, id',
        userId,
        clock.now(),
      )
      .map(eventOf),
  clear: (userId) =>
    db.write(() => {
      db.run('DELETE FROM account_events WHERE user_id = ?', userId);
    }),
});

/** Logs an event for each user with a session; runs inside a write, before all sessions end at once. */
export const logEndOfAllSessions = (db: Database, now: number): void => {
  const rows = db.all(
    'SELECT DISTINCT user_id FROM token_families WHERE revoked_at IS NULL AND expires_at > ?',
    now,
  );
  const event = sessionEnded(`all#${now}`, now, 'keys_rotated', { device: '', address: '' });
  for (const { user_id } of rows) {
    put(db, String(user_id), event);
    trim(db, String(user_id));
  }
};

/** Deletes a batch of expired events. */
export const sweepEvents = (db: Database, now: number, rows: number): void => {
  db.run(
    `DELETE FROM account_events WHERE (user_id, id) IN (
       SELECT user_id, id FROM account_events WHERE expires_at <= ? LIMIT ?)`,
    now,
    rows,
  );
};
