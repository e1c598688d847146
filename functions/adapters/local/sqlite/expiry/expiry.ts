import { isDue } from '#core/domain/visibility/expiry.ts';
import { expiryChange } from '#core/domain/visibility/expiry-change.ts';
import type { Clock } from '#core/ports/system.ts';
import { applyChange } from '../apply-change.ts';
import { findConversation } from '../cache/cached-rows.ts';
import type { Database } from '../database.ts';
import { messageOf } from '../rows.ts';

/** Messages that are removed in one step: some milliseconds. */
const portion = 200;

/** Uses the index of messages that wait for their expiry. */
const waiting = 'FROM messages WHERE conversation_id = ? AND deleted_at IS NULL AND expires_at';
const firstDue = 'SELECT id FROM conversations WHERE next_expiry <= ? ORDER BY next_expiry LIMIT 1';

/**
 * The version of each data file when its log was last emptied: then it contained no text that was removed. Absent
 * after a removal, and after the start, since an earlier process may have ended amid one. Another process that
 * removes something changes the version.
 */
const emptiedAt = new WeakMap<Database, number>();
const isOutdated = (db: Database): boolean => emptiedAt.get(db) !== db.dataVersion();

const emptyLog = (db: Database): void => {
  if (!isOutdated(db)) return;
  const version = db.dataVersion();
  if (db.truncateLog()) emptiedAt.set(db, version);
};

/**
 * Removes what has expired in a conversation, at most one portion; runs inside a write. Returns whether it removed
 * or corrected anything.
 */
export const expireIn = (db: Database, conversationId: string, now: number): boolean => {
  const conversation = findConversation(db, conversationId);
  if (!conversation || !isDue(conversation, now)) return false;
  const due = db
    .all(`SELECT * ${waiting} <= ? ORDER BY expires_at LIMIT ?`, conversationId, now, portion)
    .map((message) => messageOf(db, message));
  const later = db.get(`SELECT min(expires_at) AS at ${waiting} > ?`, conversationId, now);
  // After a full portion there may be more: the conversation stays due.
  const next = due.length === portion ? now : ((later?.['at'] as number | null) ?? undefined);
  applyChange(db, expiryChange(conversation, due, next, now), now);
  for (const { seq } of due) {
    const sql = 'DELETE FROM due_notifications WHERE conversation_id = ? AND seq = ?';
    db.run(sql, conversationId, seq);
  }
  emptiedAt.delete(db);
  return true;
};

const expireFirst = (db: Database, now: number): boolean => {
  const due = db.get(firstDue, now);
  return due !== undefined && expireIn(db, due['id'] as string, now);
};

const expireDue = async (db: Database, now: number): Promise<void> => {
  if (!db.get(firstDue, now)) return;
  while (await db.write(() => expireFirst(db, now)));
};

const countDue = (db: Database, now: number): number =>
  Number(db.get('SELECT count(*) AS n FROM conversations WHERE next_expiry <= ?', now)?.['n']);

const nextExpiry =
  'SELECT next_expiry AS at FROM conversations WHERE next_expiry > 0 ORDER BY next_expiry LIMIT 1';
/** After this a log is tried again that a backup or a write kept from being emptied. */
const shortestMs = 1_000;
/** New messages stay for a day at least, so that a look each hour is never late for one. */
const longestMs = 3_600_000;

/** How many milliseconds the next pass may wait. */
const untilNext = (db: Database, { now }: Clock): number => {
  const next = db.get(nextExpiry)?.['at'] as number | undefined;
  if (isOutdated(db)) return shortestMs;
  return Math.min(longestMs, Math.max(shortestMs, (next ?? Number.POSITIVE_INFINITY) - now()));
};

/**
 * Removes what has expired, also from the write-ahead log. If a backup is reading the log, or a write has begun, the
 * next call does. Returns the number of conversations.
 */
export const sweepExpired = async (db: Database, clock: Clock): Promise<number> => {
  const due = countDue(db, clock.now());
  await expireDue(db, clock.now());
  emptyLog(db);
  return due;
};

/** The same; returns how many milliseconds the next pass may wait. */
export const expirePass = async (db: Database, clock: Clock): Promise<number> => {
  await sweepExpired(db, clock);
  return untilNext(db, clock);
};
