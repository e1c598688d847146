import type { Order } from '#contracts/closed-lists.ts';
import type { Conversation } from '#core/domain/conversation.ts';
import type { ConversationStore, MessageInContext } from '#core/ports/conversations.ts';
import type { Listed } from '#core/ports/lists.ts';
import type { Database } from './database.ts';
import { conversationColumns, conversationOf, messageOf } from './rows.ts';

export type ReceivedRequest = Parameters<ConversationStore['listReceived']>[1];
export type SentRequest = Parameters<ConversationStore['listSent']>[1];

const ordered = (order: Order): string => {
  const direction = order === 'desc' ? 'DESC' : 'ASC';
  const columns = ['created_at', 'conversation_id', 'seq'];
  return `ORDER BY ${columns.map((column) => `msg.${column} ${direction}`).join(', ')}`;
};

/** Unread messages are found by conversation, so old read messages cost nothing. */
const from = {
  all: 'FROM messages msg WHERE msg.receiver_id = ? AND msg.deleted_at IS NULL',
  unread: `FROM members mem JOIN messages msg
    ON msg.conversation_id = mem.conversation_id AND msg.seq > mem.read_seq
    WHERE mem.user_id = ? AND mem.unread > 0 AND msg.receiver_id = mem.user_id
      AND msg.read_at IS NULL AND msg.deleted_at IS NULL`,
  read: `FROM messages msg JOIN members mem
    ON mem.user_id = msg.receiver_id AND mem.conversation_id = msg.conversation_id
    WHERE msg.receiver_id = ? AND msg.deleted_at IS NULL
      AND (msg.read_at IS NOT NULL OR msg.seq <= mem.read_seq)`,
};
const totals = {
  all: 'sum(received)',
  unread: 'sum(unread)',
  read: 'sum(received) - sum(unread)',
  sent: 'sum(sent)',
};

const list = (
  db: Database,
  userId: string,
  source: string,
  total: string,
  { offset, limit, order }: SentRequest,
): Listed<MessageInContext> => {
  const sql = `SELECT msg.* ${source} ${ordered(order)} LIMIT ? OFFSET ?`;
  const messages = db.all(sql, userId, limit, offset).map((row) => messageOf(db, row));
  const conversations = new Map<string, Conversation>();
  for (const { conversationId } of messages) {
    if (conversations.has(conversationId)) continue;
    const row = db.get(`SELECT ${conversationColumns} WHERE c.id = ?`, conversationId);
    if (row) conversations.set(conversationId, conversationOf(row));
  }
  const count = db.get(`SELECT ${total} AS total FROM members WHERE user_id = ?`, userId);
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
  list(db, userId, from[request.which], totals[request.which], request);

/** See `ConversationStore.listSent`. */
export const listSent = (db: Database, userId: string, request: SentRequest) =>
  list(
    db,
    userId,
    'FROM messages msg WHERE msg.sender_id = ? AND msg.deleted_at IS NULL',
    totals.sent,
    request,
  );
