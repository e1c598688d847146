import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { Conversation } from '../domain/conversation.ts';
import { activityAt, stateOf } from '../domain/conversation.ts';
import { messageId } from '../domain/message-id.ts';
import type { OtherMember } from '../domain/privacy.ts';
import { mayPass } from '../domain/privacy.ts';
import type { User } from '../domain/user.ts';
import { isoTime } from './time.ts';
import { peerView } from './user-view.ts';

/** A conversation as one of its members sees it. */
export const conversationView = (
  conversation: Conversation,
  viewer: User,
  other: OtherMember<User>,
  now: number,
): ConversationBody => {
  const { peer } = other;
  const mine = stateOf(conversation, viewer.id);
  const showsReceipts = mayPass('readReceipts', conversation, viewer, other);
  const last = conversation.lastMessage;
  return {
    id: conversation.id,
    ver: conversation.ver,
    peer: peerView(peer, now, mayPass('presence', conversation, viewer, other)),
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
    peer_read_seq: showsReceipts ? stateOf(conversation, peer.id).readSeq : 0,
    created_at: isoTime(conversation.createdAt),
    // `updatedAt` also changes with reads of the peer.
    updated_at: isoTime(showsReceipts ? conversation.updatedAt : activityAt(conversation)),
  };
};
