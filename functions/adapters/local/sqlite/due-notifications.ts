import type { Message } from '#core/domain/message.ts';
import type { PostponedNotification } from '#core/ports/web-push.ts';
import type { Database } from './database.ts';

const batch = 50;

/** A notification that is due; without `sessionIds` it goes to all devices. */
export type DueNotification = Omit<PostponedNotification, 'sessionIds'> &
  Partial<Pick<PostponedNotification, 'sessionIds'>>;

const listeners = new WeakMap<Database, () => void>();

/** Calls `listener` when a notification is enqueued: slightly before the write is committed. */
export const onNotification = (db: Database, listener: (() => void) | null): void => {
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

/** The due notifications, oldest first. */
export const listDue = (db: Database, now: number): DueNotification[] =>
  db
    .all('SELECT * FROM due_notifications WHERE due_at <= ? ORDER BY due_at LIMIT ?', now, batch)
    .map((row) => ({
      conversationId: row['conversation_id'] as string,
      seq: row['seq'] as number,
      attempt: (row['attempts'] as number) + 1,
      ...(row['sessions'] !== null && {
        sessionIds: JSON.parse(row['sessions'] as string) as string[],
      }),
    }));

/** Time of the next notification, epoch milliseconds; null if there is none. */
export const nextDue = (db: Database): number | null =>
  (db.get('SELECT min(due_at) AS at FROM due_notifications')?.['at'] as number | null) ?? null;

/** Removes handled notifications, unless they were postponed or a later message has replaced them. */
export const removeDone = (db: Database, done: readonly DueNotification[]): Promise<void> =>
  db.write(() => {
    for (const { conversationId, seq, attempt } of done) {
      db.run(
        'DELETE FROM due_notifications WHERE conversation_id = ? AND seq = ? AND attempts = ?',
        conversationId,
        seq,
        attempt - 1,
      );
    }
  });

/** Sets the next attempt, unless a later message has replaced the notification. */
export const postpone = (
  db: Database,
  { conversationId, seq, attempt, sessionIds }: DueNotification,
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
