import type { ExpiredCounts } from '#core/domain/visibility/expiry-change.ts';
import type { ConversationStore, MessageInContext } from '#core/ports/conversations.ts';
import type { Listed } from '#core/ports/lists.ts';
import type { Clock } from '#core/ports/system.ts';
import type { Database, Row } from '../database.ts';
import { conversationNow, expiredOf, messageNow } from '../expiry/as-of-now.ts';
import { sightIn } from '../marks.ts';
import { MessageMerge, type Side } from './message-merge.ts';

export type ReceivedRequest = Parameters<ConversationStore['listReceived']>[1];
export type SentRequest = Parameters<ConversationStore['listSent']>[1];

/** Found by conversation, so that old read messages cost nothing. */
const unread = `SELECT msg.* FROM members mem JOIN messages msg
    ON msg.conversation_id = mem.conversation_id AND msg.seq > mem.read_seq
    WHERE mem.user_id = ? AND mem.unread > 0 AND mem.request IS NOT 'declined' AND msg.receiver_id = mem.user_id
      AND msg.read_at IS NULL AND msg.deleted_at IS NULL
      AND (msg.expires_at IS NULL OR msg.expires_at > ?)`;
const totals = {
  received: 'sum(received)',
  unread: 'sum(unread)',
  read: 'sum(received) - sum(unread)',
  sent: 'sum(sent)',
};

/** The same counts of messages that have expired but are still counted. */
const expiredTotals: Record<keyof typeof totals, (counts: ExpiredCounts) => number> = {
  received: ({ received }) => received,
  unread: ({ unread }) => unread,
  read: ({ received, unread }) => received - unread,
  sent: ({ sent }) => sent,
};

const unreadRows = (
  db: Database,
  userId: string,
  { offset, limit, order }: SentRequest,
  now: number,
): Row[] => {
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  const columns = ['created_at', 'conversation_id', 'seq'];
  const ordered = columns.map((column) => `msg.${column} ${direction}`).join(', ');
  return db.all(`${unread} ORDER BY ${ordered} LIMIT ? OFFSET ?`, userId, now, limit, offset);
};

const byPlace = 'SELECT * FROM messages WHERE conversation_id = ? AND seq = ?';

/** Skipped messages are not read as a whole. */
const mergedRows = (
  db: Database,
  userId: string,
  side: Side,
  { offset, limit, order }: SentRequest,
  clock: Clock,
): Row[] => {
  const columns = 'conversation_id, seq, created_at';
  const merge = new MessageMerge(db, userId, clock, { side, order, columns });
  return merge
    .take(offset + limit)
    .slice(offset)
    .flatMap(({ conversation_id: id, seq }) => {
      const row = db.get(byPlace, id as string, seq as number);
      return row ? [row] : [];
    });
};

/** Messages among the member's counts that the member no longer sees. All of them are read. */
const countInvisible = (
  db: Database,
  userId: string,
  side: 'received' | 'sent',
  now: number,
): number => {
  const role = side === 'sent' ? 'sender_id' : 'receiver_id';
  const inRange = (range: string) => `SELECT count(*) AS n FROM messages
    WHERE conversation_id = ? AND ${role} = ? AND deleted_at IS NULL
      AND (expires_at IS NULL OR expires_at > ?) AND ${range}`;
  const countOf = (id: string, range: string, value: string | number): number =>
    Number(db.get(inRange(range), id, userId, now, value)?.['n']);
  return db
    .all(
      `SELECT conversation_id, cleared_seq, last_hidden_seq FROM members
       WHERE user_id = ? AND request IS NOT 'declined' AND (cleared_seq > 0 OR last_hidden_seq > 0)`,
      userId,
    )
    .reduce((sum, row) => {
      const id = row['conversation_id'] as string;
      const { clearedSeq, hidden } = sightIn(db, userId, id, row);
      const apart = 'seq IN (SELECT value FROM json_each(?))';
      return (
        sum +
        (clearedSeq > 0 ? countOf(id, 'seq <= ?', clearedSeq) : 0) +
        (hidden.size > 0 ? countOf(id, apart, JSON.stringify([...hidden])) : 0)
      );
    }, 0);
};

const list = (
  db: Database,
  userId: string,
  which: keyof typeof totals,
  request: SentRequest,
  clock: Clock,
): Listed<MessageInContext> => {
  const now = clock.now();
  const rows =
    which === 'unread'
      ? unreadRows(db, userId, request, now)
      : mergedRows(db, userId, which, request, clock);
  const messages = rows.map((row) => messageNow(db, row, now));
  const sum = `SELECT ${totals[which]} AS total FROM members
    WHERE user_id = ? AND request IS NOT 'declined'`;
  const count = Number(db.get(sum, userId)?.['total'] ?? 0);
  const expired = expiredOf(db, userId, now)
    .filter(({ isDeclined }) => !isDeclined)
    .reduce((total, counts) => total + expiredTotals[which](counts), 0);
  const side = which === 'sent' ? 'sent' : 'received';
  const invisible = which === 'unread' ? 0 : countInvisible(db, userId, side, now);
  return {
    items: messages.flatMap((message) => {
      const conversation = conversationNow(db, message.conversationId, now);
      return conversation ? [{ message, conversation }] : [];
    }),
    total: count - expired - invisible,
  };
};

/** See `ConversationStore.listReceived`; totals come from the members' counts, without invisible messages. */
export const listReceived = (
  db: Database,
  userId: string,
  request: ReceivedRequest,
  clock: Clock,
): Listed<MessageInContext> =>
  list(db, userId, request.which === 'all' ? 'received' : request.which, request, clock);

/** See `ConversationStore.listSent`. */
export const listSent = (
  db: Database,
  userId: string,
  request: SentRequest,
  clock: Clock,
): Listed<MessageInContext> => list(db, userId, 'sent', request, clock);
