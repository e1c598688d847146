import type { Conversation as ConversationBody } from '../../contracts/http/conversations.ts';
import type { Conversation } from '../domain/conversation.ts';
import { peerOf, stateOf } from '../domain/conversation.ts';
import { messageId } from '../domain/message-id.ts';
import type { User } from '../domain/user.ts';
import { isoTime } from './time.ts';
import { peerView } from './user-view.ts';

/** A conversation as one of its members sees it; `isApart`: one has blocked the other. */
export const conversationView = (
  conversation: Conversation,
  viewerId: string,
  peer: User,
  now: number,
  isApart = false,
): ConversationBody => {
  const mine = stateOf(conversation, viewerId);
  const last = conversation.lastMessage;
  return {
    id: conversation.id,
    ver: conversation.ver,
    peer: peerView(peer, now, isApart),
    last_message: last && {
      id: messageId(conversation.id, last.seq),
      seq: last.seq,
      sender_id: last.senderId,
      preview: last.preview,
      has_attachments: last.hasAttachments,
      deleted: last.deleted,
      created_at: isoTime(last.createdAt),
    },
    last_seq: conversation.seq,
    unread_count: mine.unread,
    my_read_seq: mine.readSeq,
    peer_read_seq: stateOf(conversation, peerOf(conversation, viewerId)).readSeq,
    created_at: isoTime(conversation.createdAt),
    updated_at: isoTime(conversation.updatedAt),
  };
};
