import type { Conversation } from '#core/domain/conversation.ts';
import type { ConversationStore, MessageInContext } from '#core/ports/conversations.ts';
import type { Listed } from '#core/ports/lists.ts';
import type { Database, Row } from '../database.ts';
import { conversationColumns, conversationOf, messageOf } from '../rows.ts';
import { MessageMerge, type Side } from './message-merge.ts';

export type ReceivedRequest = Parameters<ConversationStore['listReceived']>[1];
export type SentRequest = Parameters<ConversationStore['listSent']>[1];

/** Found by conversation, so that old read messages cost nothing. */
const unread = `SELECT msg.* FROM members mem JOIN messages msg
    ON msg.conversation_id = mem.conversation_id AND msg.seq > mem.read_seq
    WHERE mem.user_id = ? AND mem.unread > 0 AND mem.request IS NOT 'declined' AND msg.receiver_id = mem.user_id
      AND msg.read_at IS NULL AND msg.deleted_at IS NULL`;
const totals = {
  received: 'sum(received)',
  unread: 'sum(unread)',
  read: 'sum(received) - sum(unread)',
  sent: 'sum(sent)',
};

const unreadRows = (db: Database, userId: string, { offset, limit, order }: SentRequest): Row[] => {
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  const columns = ['created_at', 'conversation_id', 'seq'];
  const ordered = columns.map((column) => `msg.${column} ${direction}`).join(', ');
  return db.all(`${unread} ORDER BY ${ordered} LIMIT ? OFFSET ?`, userId, limit, offset);
};

const byPlace = 'SELECT * FROM messages WHERE conversation_id = ? AND seq = ?';

/** Skipped messages are not read as a whole. */
const mergedRows = (
  db: Database,
  userId: string,
  side: Side,
  { offset, limit, order }: SentRequest,
): Row[] => {
  const columns = 'conversation_id, seq, created_at';
  const merge = new MessageMerge(db, userId, { side, order, columns });
  return merge
    .take(offset + limit)
    .slice(offset)
    .flatMap(({ conversation_id: id, seq }) => {
      const row = db.get(byPlace, id as string, seq as number);
      return row ? [row] : [];
    });
};

const list = (
  db: Database,
  userId: string,
  which: keyof typeof totals,
  request: SentRequest,
): Listed<MessageInContext> => {
  const rows =
    which === 'unread' ? unreadRows(db, userId, request) : mergedRows(db, userId, which, request);
  const messages = rows.map((row) => messageOf(db, row));
  const conversations = new Map<string, Conversation>();
  for (const { conversationId } of messages) {
    if (conversations.has(conversationId)) continue;
    const row = db.get(`SELECT ${conversationColumns} WHERE c.id = ?`, conversationId);
    if (row) conversations.set(conversationId, conversationOf(row));
  }
  const sum = `SELECT ${totals[which]} AS total FROM members
    WHERE user_id = ? AND request IS NOT 'declined'`;
  const count = db.get(sum, userId);
  return {
    items: messages.flatMap((message) => {
      const conversation = conversations.get(message.conversationId);
      return conversation ? [{ message, conversation }] : [];
    }),
    total: Number(count?.['total'] ?? 0),
  };
};

/** See `ConversationStore.listReceived`; totals come from the members' counts. */
export const listReceived = (db: Database, userId: string, request: ReceivedRequest) =>
  list(db, userId, request.which === 'all' ? 'received' : request.which, request);

/** See `ConversationStore.listSent`. */
export const listSent = (db: Database, userId: string, request: SentRequest) =>
  list(db, userId, 'sent', request);
