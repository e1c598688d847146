import { storedKey } from '#core/domain/attachment.ts';
import type { ConversationChange } from '#core/domain/changes.ts';
import type { Conversation, LastMessage } from '#core/domain/conversation.ts';
import { activityAt, distinctMembers, stateOf } from '#core/domain/conversation.ts';
import type { LogRecord, Message } from '#core/domain/message.ts';
import { enqueueRemoval } from './blob-removals.ts';
import type { Database } from './database.ts';
import { enqueueNotification } from './due-notifications.ts';
import { putGuard } from './guards/sent-guards.ts';

/** Runs inside a write. */
export const insertConversation = (db: Database, conversation: Conversation): void => {
  db.run(
    `INSERT INTO conversations (id, member_a, member_b, ver, seq, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    conversation.id,
    ...conversation.members,
    conversation.ver,
    conversation.seq,
    conversation.createdAt,
    conversation.updatedAt,
  );
  for (const member of distinctMembers(conversation)) {
    db.run(
      `INSERT INTO members
         (user_id, conversation_id, read_seq, unread, received, sent, activity_at, request)
       VALUES (?, ?, 0, 0, 0, 0, ?, ?)`,
      member,
      conversation.id,
      activityAt(conversation),
      stateOf(conversation, member).request?.state ?? null,
    );
  }
};

const lastMessageValues = (last: LastMessage | null) => [
  last?.seq ?? null,
  last?.senderId ?? null,
  last?.preview ?? null,
  last ? Number(last.hasAttachments) : null,
  last ? Number(last.deleted) : null,
  last?.createdAt ?? null,
  last?.expiresAt ?? null,
];

const disappearingValues = ({ disappearing, nextExpiry }: Conversation) => [
  disappearing?.after ?? null,
  disappearing?.setBy ?? null,
  disappearing?.setAt ?? null,
  nextExpiry ?? null,
];

export const putConversation = (db: Database, conversation: Conversation): void => {
  const changed = db.runCached(
    `UPDATE conversations SET ver = ?, seq = ?, last_seq = ?, last_sender_id = ?, last_preview = ?,
       last_has_attachments = ?, last_deleted = ?, last_created_at = ?, last_expires_at = ?,
       disappearing_after = ?, disappearing_by = ?, disappearing_at = ?, next_expiry = ?,
       updated_at = ?
     WHERE id = ? AND ver = ?`,
    conversation.ver,
    conversation.seq,
    ...lastMessageValues(conversation.lastMessage),
    ...disappearingValues(conversation),
    conversation.updatedAt,
    conversation.id,
    conversation.ver - 1,
  );
  if (changed !== 1) throw new Error('a conversation changed within its own transaction');
  for (const member of distinctMembers(conversation)) {
    const state = stateOf(conversation, member);
    db.runCached(
      `UPDATE members SET read_seq = ?, unread = ?, received = ?, sent = ?, activity_at = ?,
         request = ?, request_messages = ?, has_written = ?
       WHERE user_id = ? AND conversation_id = ?`,
      state.readSeq,
      state.unread,
      state.received,
      state.sent,
      activityAt(conversation),
      state.request?.state ?? null,
      state.request?.messages ?? 0,
      Number(state.hasWritten ?? false),
      member,
      conversation.id,
    );
  }
  db.cached.conversations.set(conversation.id, conversation);
};

export const insertMessage = (db: Database, message: Message): void => {
  db.run(
    `INSERT INTO messages (conversation_id, seq, rev, sender_id, receiver_id, content, reply_to_id,
       client_id, read_at, edited_at, edits, deleted_at, created_at, updated_at, attachments,
       forwarded, expires_at, notice)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    message.conversationId,
    message.seq,
    message.rev,
    message.senderId,
    message.receiverId,
    message.content,
    message.replyToId,
    message.clientId,
    message.readAt,
    message.editedAt,
    message.edits,
    message.deletedAt,
    message.createdAt,
    message.updatedAt,
    message.attachments.length,
    message.isForwarded ? 1 : null,
    message.expiresAt ?? null,
    message.notice ? JSON.stringify(message.notice) : null,
  );
};

export const updateMessage = (db: Database, message: Message): void => {
  db.run(
    `UPDATE messages SET rev = ?, content = ?, read_at = ?, edited_at = ?, edits = ?, deleted_at = ?,
       updated_at = ?, attachments = ?, reactions = ? WHERE conversation_id = ? AND seq = ?`,
    message.rev,
    message.content,
    message.readAt,
    message.editedAt,
    message.edits,
    message.deletedAt,
    message.updatedAt,
    message.attachments.length,
    message.reactions.length > 0 ? JSON.stringify(message.reactions) : null,
    message.conversationId,
    message.seq,
  );
};

export const putRecord = (db: Database, conversationId: string, record: LogRecord): void => {
  const { seq, kind, messageSeq } = record;
  const sql = 'INSERT INTO records (conversation_id, seq, kind, message_seq) VALUES (?, ?, ?, ?)';
  db.run(sql, conversationId, seq, kind, messageSeq);
};

/** The decision has checked, in this transaction, that they are complete. */
const attach = (db: Database, ids: readonly string[], message: Message): void => {
  for (const [position, id] of ids.entries()) {
    const attached = db.run(
      `UPDATE attachments SET state = 'sent', conversation_id = ?, seq = ?, position = ?
       WHERE id = ? AND state = 'complete'`,
      message.conversationId,
      message.seq,
      position,
      id,
    );
    if (attached !== 1) throw new Error('an attachment changed within its own transaction');
  }
};

const detach = (db: Database, ids: readonly string[], now: number): void => {
  for (const id of ids) {
    db.run('DELETE FROM attachments WHERE id = ?', id);
    enqueueRemoval(db, storedKey(id), now);
  }
};

/** Writes one change of a conversation; runs inside the caller's transaction. */
export const applyChange = (db: Database, change: ConversationChange, now: number): void => {
  const { conversation, insert, update, record, guard } = change;
  putConversation(db, conversation);
  if (insert) {
    insertMessage(db, insert);
    attach(db, change.attach ?? [], insert);
    if (!insert.notice) enqueueNotification(db, insert);
  }
  if (update) updateMessage(db, update);
  for (const expired of change.expire ?? []) updateMessage(db, expired);
  detach(db, change.detach ?? [], now);
  if (record) putRecord(db, conversation.id, record);
  if (guard) putGuard(db, conversation.id, guard);
};
