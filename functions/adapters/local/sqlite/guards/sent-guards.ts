import type { SQLInputValue } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SentGuard } from '#core/domain/message.ts';
import type { Database, Row } from '../database.ts';
import { guardOf } from '../rows.ts';
import { packHash, packId } from './packed.ts';

const key = 'conversation_id, sender_id, client_id';
const isGuard = 'conversation_id = ? AND sender_id = ? AND client_id = ?';

/** Data files that may have guards in the table of earlier versions. */
const unpacked = new WeakMap<Database, boolean>();
const hasUnpacked = (db: Database): boolean => {
  const known = unpacked.get(db);
  if (known !== undefined) return known;
  const has = db.get('SELECT 1 FROM sent_guards LIMIT 1') !== undefined;
  unpacked.set(db, has);
  return has;
};

/** The guard of a send; null if there is none or it has expired. */
export const findGuard = (
  db: Database,
  conversationId: string,
  { senderId, clientId }: Pick<SentGuard, 'senderId' | 'clientId'>,
  now: number,
): SentGuard | null => {
  const ids = [conversationId, senderId, clientId];
  const row =
    db.get(`SELECT * FROM guards WHERE ${isGuard}`, ...ids.map(packId)) ??
    (hasUnpacked(db) ? db.get(`SELECT * FROM sent_guards WHERE ${isGuard}`, ...ids) : undefined);
  const found = row ? guardOf(row) : null;
  return found && found.expiresAt > now ? found : null;
};

const put = (verb: 'REPLACE' | 'IGNORE', db: Database, id: string, guard: SentGuard): void => {
  db.run(
    `INSERT OR ${verb} INTO guards (${key}, seq, request_hash, expires_at) VALUES (?, ?, ?, ?, ?, ?)`,
    packId(id),
    packId(guard.senderId),
    packId(guard.clientId),
    guard.seq,
    packHash(guard.requestHash),
    guard.expiresAt,
  );
};

/** Replaces an existing guard: the decision saw none, so it has expired. */
export const putGuard = (db: Database, conversationId: string, guard: SentGuard): void =>
  put('REPLACE', db, conversationId, guard);

const keyOf = (row: Row): SQLInputValue[] =>
  [row['conversation_id'], row['sender_id'], row['client_id']] as SQLInputValue[];

const batch = 200;
const pauseMs = 20;

/** Moves a batch of guards of an earlier version; false if there are none left. */
const packSome = (db: Database): boolean => {
  const rows = db.all(`SELECT * FROM sent_guards LIMIT ${batch}`);
  for (const row of rows) {
    // A newer one has replaced an expired one.
    put('IGNORE', db, row['conversation_id'] as string, guardOf(row));
    db.run(`DELETE FROM sent_guards WHERE ${isGuard}`, ...keyOf(row));
  }
  return rows.length > 0;
};

/**
 * Packs the guards of an earlier version, a batch per write, while the server runs. It may end at any time and
 * continues at the next start: a guard is in exactly one of the tables.
 */
export const packGuards = async (db: Database, signal: AbortSignal): Promise<void> => {
  const isEmpty = db.get('SELECT 1 FROM sent_guards LIMIT 1') === undefined;
  for (let isMore = !isEmpty; isMore && !signal.aborted; ) {
    isMore = await db.write(() => packSome(db));
    await sleep(pauseMs, undefined, { ref: false });
  }
  if (!signal.aborted) unpacked.set(db, false);
};

/** The guard after which the next sweep begins. */
const swept = new WeakMap<Database, SQLInputValue[]>();

/**
 * Deletes the expired ones of the next `count` guards. There is no index by time, which would cost every send:
 * each sweep continues where the one before has ended.
 */
export const sweepGuards = (db: Database, now: number, count: number): void => {
  const after = swept.get(db);
  const where = after ? `WHERE (${key}) > (?, ?, ?)` : '';
  const sql = `SELECT ${key}, expires_at FROM guards ${where} ORDER BY ${key} LIMIT ?`;
  const rows = db.all(sql, ...(after ?? []), count);
  for (const row of rows) {
    if ((row['expires_at'] as number) > now) continue;
    db.run(`DELETE FROM guards WHERE ${isGuard}`, ...keyOf(row));
  }
  const last = rows.at(-1);
  if (last && rows.length === count) swept.set(db, keyOf(last));
  else swept.delete(db);
};
