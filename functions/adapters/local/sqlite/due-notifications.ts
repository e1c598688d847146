import { limits } from '#contracts/limits.ts';
import type { Message } from '#core/domain/message.ts';
import type { Clock } from '#core/ports/system.ts';
import type { PostponedNotification } from '#core/ports/web-push.ts';
import type { Database, Row } from './database.ts';

/** An announcement that is due; without `sessionIds` to all devices. */
export interface DueNotification
  extends Omit<PostponedNotification, 'sessionIds'>,
    Partial<Pick<PostponedNotification, 'sessionIds'>> {
  /** The receiver. */
  readonly userId: string;
}

/** A due time later than this was written before the clock was set back. */
const latest = (now: number): number => now + limits.webPush.longestWaitSeconds * 1_000;

const listeners = new WeakMap<Database, () => void>();

/** Calls `listener` when a notification is enqueued, shortly before the transaction is committed. */
const onNotification = (db: Database, listener: (() => void) | null): void => {
  if (listener) listeners.set(db, listener);
  else listeners.delete(db);
};

/**
 * Enqueues the notification of a message whose receiver has a push subscription. Runs inside the write of the
 * message, so that a crash cannot lose it. It replaces the notification of an earlier message.
 */
export const enqueueNotification = (db: Database, message: Message): void => {
  if (message.receiverId === message.senderId) return;
  const enqueued = db.run(
    `INSERT INTO due_notifications (user_id, conversation_id, seq, attempts, due_at, sessions)
     SELECT ?1, ?2, ?3, 0, ?4, NULL
     WHERE EXISTS (SELECT 1 FROM web_push_subscriptions WHERE user_id = ?1)
     ON CONFLICT (user_id, conversation_id)
     DO UPDATE SET seq = excluded.seq, attempts = 0, due_at = excluded.due_at, sessions = NULL`,
    message.receiverId,
    message.conversationId,
    message.seq,
    message.createdAt,
  );
  if (enqueued > 0) listeners.get(db)?.();
};

const notificationOf = (row: Row): DueNotification => ({
  userId: row['user_id'] as string,
  conversationId: row['conversation_id'] as string,
  seq: row['seq'] as number,
  attempt: (row['attempts'] as number) + 1,
  ...(row['sessions'] !== null && {
    sessionIds: JSON.parse(row['sessions'] as string) as string[],
  }),
});

/** At most `count` due notifications, oldest first. */
const listDue = (db: Database, now: number, count: number): DueNotification[] => {
  const sql = (when: string) =>
    `SELECT * FROM due_notifications WHERE due_at ${when} ORDER BY due_at LIMIT ?`;
  const due = db.all(sql('<= ?'), now, count);
  const stranded = db.all(sql('> ?'), latest(now), count - due.length);
  return [...due, ...stranded].map(notificationOf);
};

/** When the next notification becomes due, in epoch milliseconds; null if there is none. */
const nextDue = (db: Database, now: number): number | null =>
  (db.get('SELECT min(due_at) AS at FROM due_notifications WHERE due_at > ?', now)?.['at'] as
    | number
    | null) ?? null;

/** Removes a handled notification, unless it was postponed or a later message has replaced it. */
const removeDone = (
  db: Database,
  { userId, conversationId, seq, attempt }: DueNotification,
): Promise<void> =>
  db.write(() => {
    db.run(
      `DELETE FROM due_notifications
       WHERE user_id = ? AND conversation_id = ? AND seq = ? AND attempts = ?`,
      userId,
      conversationId,
      seq,
      attempt - 1,
    );
  });

/** Sets the next attempt, unless a later message has replaced the notification. */
export const postpone = (
  db: Database,
  { conversationId, seq, attempt, sessionIds }: Omit<DueNotification, 'userId'>,
  dueAt: number,
): Promise<void> =>
  db.write(() => {
    db.run(
      `UPDATE due_notifications SET attempts = ?, due_at = ?, sessions = ?
       WHERE conversation_id = ? AND seq = ?`,
      attempt - 1,
      dueAt,
      sessionIds ? JSON.stringify(sessionIds) : null,
      conversationId,
      seq,
    );
  });

/** The table of notifications that are due. */
export interface DueTable {
  /**
   * At most `count` due notifications, and the milliseconds until the next one becomes due (null: none). Both
   * use one reading of the clock, so that no notification is missed between them.
   */
  look(count: number): { listed: DueNotification[]; untilNext: number | null };
  remove(done: DueNotification): Promise<void>;
  postpone(notification: DueNotification, afterMs: number): Promise<void>;
  /** Sets the listener for new notifications. It is called shortly before the transaction is committed. */
  onNew(listener: (() => void) | null): void;
}

export const dueTable = (db: Database, clock: Clock): DueTable => ({
  look: (count) => {
    const now = clock.now();
    const next = nextDue(db, now);
    return { listed: listDue(db, now, count), untilNext: next === null ? null : next - now };
  },
  remove: (done) => removeDone(db, done),
  postpone: (notification, afterMs) => postpone(db, notification, clock.now() + afterMs),
  onNew: (listener) => onNotification(db, listener),
});
