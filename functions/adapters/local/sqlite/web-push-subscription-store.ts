import type { NotificationLanguage, NotificationPreview } from '#contracts/closed-lists.ts';
import type { QuietHours } from '#contracts/quiet-hours.ts';
import type { Clock } from '#core/ports/system.ts';
import type { WebPushSubscription, WebPushSubscriptionStore } from '#core/ports/web-push.ts';
import type { Database, Row } from './database.ts';

const subscriptionOf = (row: Row): WebPushSubscription => ({
  userId: row['user_id'] as string,
  sessionId: row['session_id'] as string,
  endpoint: row['endpoint'] as string,
  p256dh: row['p256dh'] as string,
  auth: row['auth'] as string,
  origin: row['origin'] as string,
  preview: row['preview'] as NotificationPreview,
  language: row['language'] as NotificationLanguage,
  sound: row['sound'] === 1,
  quietHours: JSON.parse((row['quiet_hours'] as string | null) ?? 'null') as QuietHours | null,
  storedAt: row['stored_at'] as number,
  expiresAt: row['expires_at'] as number,
});

/** Push subscriptions on SQLite. Expired ones are deleted by the hourly sweep. */
export const sqliteWebPushSubscriptionStore = (
  db: Database,
  clock: Clock,
): WebPushSubscriptionStore => ({
  put: (subscription) =>
    db.write(() => {
      // `OR REPLACE` also removes the row of another session that has this endpoint.
      db.run(
        `INSERT OR REPLACE INTO web_push_subscriptions
           (user_id, session_id, endpoint, p256dh, auth, origin, preview, language, sound,
            quiet_hours, stored_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subscription.userId,
        subscription.sessionId,
        subscription.endpoint,
        subscription.p256dh,
        subscription.auth,
        subscription.origin,
        subscription.preview,
        subscription.language,
        subscription.sound ? 1 : 0,
        subscription.quietHours && JSON.stringify(subscription.quietHours),
        subscription.storedAt,
        subscription.expiresAt,
      );
    }),
  listByUser: async (userId) => {
    const sql = 'SELECT * FROM web_push_subscriptions WHERE user_id = ? AND expires_at > ?';
    return db.all(sql, userId, clock.now()).map(subscriptionOf);
  },
  removeSessions: (userId, which) =>
    db.write(() => {
      const sql = 'DELETE FROM web_push_subscriptions WHERE user_id = ?';
      if (which === 'all') db.run(sql, userId);
      else for (const id of which) db.run(`${sql} AND session_id = ?`, userId, id);
    }),
  removeGone: ({ userId, sessionId, endpoint }) =>
    db.write(() => {
      db.run(
        'DELETE FROM web_push_subscriptions WHERE user_id = ? AND session_id = ? AND endpoint = ?',
        userId,
        sessionId,
        endpoint,
      );
    }),
});
