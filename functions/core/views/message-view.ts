import type { Message as MessageBody } from '../../contracts/http/messages.ts';
import type { Conversation } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { isRead } from '../domain/message.ts';
import { messageId } from '../domain/message-id.ts';
import { attachmentView } from './attachment-view.ts';
import { isoTime, isoTimeOrNull } from './time.ts';

/** A message as both members see it. */
export const messageView = (message: Message, conversation: Conversation): MessageBody => ({
  id: messageId(message.conversationId, message.seq),
  conversation_id: message.conversationId,
  seq: message.seq,
  rev: message.rev,
  sender_id: message.senderId,
  receiver_id: message.receiverId,
  text: message.content,
  content: message.content,
  attachments: message.attachments.map(attachmentView),
  reply_to_id: message.replyToId,
  is_read: isRead(message, conversation),
  read_at: isoTimeOrNull(message.readAt),
  edited_at: isoTimeOrNull(message.editedAt),
  deleted_at: isoTimeOrNull(message.deletedAt),
  created_at: isoTime(message.createdAt),
  updated_at: isoTime(message.updatedAt),
  client_id: message.clientId,
});
