import type { Conversation } from '#core/domain/conversation.ts';
import type { Message } from '#core/domain/message.ts';
import { isDue, visibleAt } from '#core/domain/visibility/expiry.ts';
import { type ExpiredCounts, withoutExpired } from '#core/domain/visibility/expiry-change.ts';
import { findConversation, readConversation } from '../cache/cached-rows.ts';
import type { Database, Row } from '../database.ts';
import { messageOf } from '../rows.ts';

// Readers hide what has expired and write nothing: another process may hold the write lock. Writers and the pass
// remove it.

/** One row per member: the counts of messages that have expired but are still stored. Numbered parameter: the time. */
const expiredCounts = (where: string): string => `
  SELECT m.conversation_id, m.user_id, m.request,
    sum(x.sender_id = m.user_id) AS sent, sum(x.receiver_id = m.user_id) AS received,
    sum(x.receiver_id = m.user_id AND x.read_at IS NULL AND x.seq > m.read_seq) AS unread
  FROM conversations c CROSS JOIN members m CROSS JOIN messages x
  WHERE ${where} AND c.next_expiry <= ?1
    AND x.conversation_id = c.id AND x.deleted_at IS NULL AND x.expires_at <= ?1
  GROUP BY m.conversation_id, m.user_id`;

const inConversation = expiredCounts(
  'c.id = ?2 AND m.conversation_id = c.id AND m.user_id IN (c.member_a, c.member_b)',
);
const ofUser = expiredCounts('m.user_id = ?2 AND c.id = m.conversation_id');

const countsOf = (row: Row | undefined): ExpiredCounts => ({
  sent: Number(row?.['sent'] ?? 0),
  received: Number(row?.['received'] ?? 0),
  unread: Number(row?.['unread'] ?? 0),
});

const compute = (db: Database, stored: Conversation, now: number): Conversation => {
  const rows = db.all(inConversation, now, stored.id);
  const later = db.get(
    `SELECT min(expires_at) AS at FROM messages
     WHERE conversation_id = ? AND deleted_at IS NULL AND expires_at > ?`,
    stored.id,
    now,
  );
  const countsOfMember = (id: string) => countsOf(rows.find((row) => row['user_id'] === id));
  return withoutExpired(stored, countsOfMember, (later?.['at'] as number) ?? undefined, now);
};

/** The latest result for each stored conversation, whose object is replaced whenever one of its messages changes. */
const computed = new WeakMap<Conversation, { readonly at: number; readonly shown: Conversation }>();

/** A conversation as it is now, without what has expired since it was stored. */
export const conversationNow = (db: Database, id: string, now: number): Conversation | null => {
  const known = findConversation(db, id);
  if (!known || !isDue(known, now)) return known;
  const last = computed.get(known);
  if (last && last.at <= now && !isDue(last.shown, now)) return last.shown;
  // Another process may have removed it some milliseconds ago.
  const stored = readConversation(db, id);
  if (!stored || !isDue(stored, now)) return stored;
  const shown = compute(db, stored, now);
  computed.set(stored, { at: now, shown });
  return shown;
};

/** A message as it is now. */
export const messageNow = (db: Database, row: Row, now: number): Message =>
  visibleAt(messageOf(db, row), now);

/** By conversation, the user's expired messages that the stored counts still include: nearly always none. */
export const expiredOf = (
  db: Database,
  userId: string,
  now: number,
): readonly (ExpiredCounts & {
  readonly conversationId: string;
  readonly isDeclined: boolean;
})[] =>
  db.get('SELECT 1 FROM conversations WHERE next_expiry <= ? LIMIT 1', now)
    ? db.all(ofUser, now, userId).map((row) => ({
        ...countsOf(row),
        conversationId: row['conversation_id'] as string,
        isDeclined: row['request'] === 'declined',
      }))
    : [];
