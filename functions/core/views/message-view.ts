import type { LogEntry as LogEntryBody } from '#contracts/http/conversations.ts';
import type { Message as MessageBody } from '#contracts/http/messages.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { LogEntry, Message } from '../domain/message.ts';
import { isRead } from '../domain/message.ts';
import { messageId } from '../domain/message-id.ts';
import type { Sight } from '../domain/visibility/visible.ts';
import { isVisible } from '../domain/visibility/visible.ts';
import { attachmentView } from './attachment-view.ts';
import { isoTime, isoTimeOrNull } from './time.ts';

/** The viewer of a message. `seesReceipts`: whether reads by others are shown. */
export interface Viewer {
  readonly id: string;
  readonly seesReceipts: boolean;
}

/** The last change by the author. */
const writtenAt = ({ createdAt, editedAt, deletedAt }: Message): number =>
  Math.max(createdAt, editedAt ?? 0, deletedAt ?? 0);

/** A message as one of its members sees it. Users always see what they have read themselves. */
export const messageView = (
  message: Message,
  conversation: Conversation,
  viewer: Viewer,
): MessageBody => {
  const showsRead = viewer.seesReceipts || message.receiverId === viewer.id;
  return {
    id: messageId(message.conversationId, message.seq),
    conversation_id: message.conversationId,
    seq: message.seq,
    rev: message.rev,
    sender_id: message.senderId,
    receiver_id: message.receiverId,
    text: message.content,
    content: message.content,
    attachments: message.attachments.map(attachmentView),
    reactions: message.reactions.map(({ userId, emoji }) => ({ user_id: userId, emoji })),
    reply_to_id: message.replyToId,
    ...(message.isForwarded && { forwarded: true as const }),
    is_read: showsRead && isRead(message, conversation),
    read_at: showsRead ? isoTimeOrNull(message.readAt) : null,
    edited_at: isoTimeOrNull(message.editedAt),
    deleted_at: isoTimeOrNull(message.deletedAt),
    created_at: isoTime(message.createdAt),
    updated_at: isoTime(showsRead ? message.updatedAt : writtenAt(message)),
    client_id: message.clientId,
    ...(message.expiresAt !== undefined && { expires_at: isoTime(message.expiresAt) }),
    ...(message.notice && { notice: message.notice }),
  };
};

/** A message that its viewer no longer sees: like a deleted one. */
export const withoutContent = (view: MessageBody): MessageBody => ({
  ...view,
  text: null,
  content: null,
  attachments: [],
  reactions: [],
  reply_to_id: null,
  deleted_at: view.deleted_at ?? view.created_at,
  hidden: true,
});

/** A log entry. A hidden read looks like an edit without changes. */
export const logEntryView = (
  { seq, kind, message }: LogEntry,
  conversation: Conversation,
  viewer: Viewer,
  sight: Sight,
): LogEntryBody => {
  const isHidden = kind === 'read' && !viewer.seesReceipts && message.receiverId !== viewer.id;
  const view = messageView(message, conversation, viewer);
  return {
    seq,
    kind: isHidden ? 'edit' : kind,
    message: isVisible(sight, message) ? view : withoutContent(view),
  };
};
