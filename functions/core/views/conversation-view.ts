import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { MemberSettings as SettingsBody } from '#contracts/http/member-settings.ts';
import { isMarkedAt, isMutedAt } from '#contracts/member-rules.ts';
import type { Conversation, LastMessage, MemberState } from '../domain/conversation.ts';
import { activityAt, stateOf } from '../domain/conversation.ts';
import type { Arranged, MemberSettings } from '../domain/member-settings.ts';
import { forever, isArchived } from '../domain/member-settings.ts';
import { messageId } from '../domain/message-id.ts';
import type { OtherMember } from '../domain/privacy.ts';
import { mayPass } from '../domain/privacy.ts';
import { messagesLeft } from '../domain/requests/message-request.ts';
import type { User } from '../domain/user.ts';
import { isVisible } from '../domain/visibility/visible.ts';
import { isoTime } from './time.ts';
import { peerView } from './user-view.ts';

const mutedUntilView = (mutedUntil: number | null, now: number): SettingsBody['muted_until'] => {
  if (mutedUntil === null || !isMutedAt(mutedUntil, now)) return null;
  return mutedUntil === forever ? 'forever' : isoTime(mutedUntil);
};

/** The settings of a member, and what they come to at the moment. */
export const settingsView = (arranged: Arranged, memberId: string, now: number): SettingsBody => {
  const { conversation, settings } = arranged;
  return {
    ver: settings.ver,
    muted_until: mutedUntilView(settings.mutedUntil, now),
    is_pinned: settings.isPinned,
    is_archived: isArchived(arranged, now),
    archived_seq: settings.archivedSeq,
    is_marked_unread: isMarkedAt(settings.markedUnreadSeq, stateOf(conversation, memberId).readSeq),
    marked_unread_seq: settings.markedUnreadSeq,
    cleared_seq: settings.clearedSeq,
    marks_ver: settings.marksVer,
  };
};

/** The request of the conversation; its sender sees a declined one as before. */
const requestView = (mine: MemberState, peers: MemberState): Pick<ConversationBody, 'request'> => {
  const request = mine.request ?? peers.request;
  if (!request) return {};
  const received = request.state === 'declined' ? 'declined' : 'received';
  return {
    request: { state: mine.request ? received : 'sent', messages_left: messagesLeft(request) },
  };
};

/** If the last message is hidden, it is the last hidden one; it looks like a deleted one. */
const lastMessageView = (
  conversationId: string,
  last: LastMessage,
  { clearedSeq, lastHiddenSeq }: MemberSettings,
): NonNullable<ConversationBody['last_message']> => {
  const isSeen = isVisible({ clearedSeq, hidden: new Set([lastHiddenSeq]) }, last);
  return {
    id: messageId(conversationId, last.seq),
    seq: last.seq,
    sender_id: last.senderId,
    preview: isSeen ? last.preview : '',
    has_attachments: isSeen && last.hasAttachments,
    deleted: last.deleted || !isSeen,
    ...(!isSeen && { hidden: true }),
    created_at: isoTime(last.createdAt),
    ...(last.expiresAt !== undefined && { expires_at: isoTime(last.expiresAt) }),
  };
};

const disappearingView = ({
  disappearing,
  nextExpiry,
}: Conversation): Pick<ConversationBody, 'disappearing' | 'next_expiry'> => ({
  ...(disappearing && {
    disappearing: {
      after: disappearing.after,
      set_by: disappearing.setBy,
      set_at: isoTime(disappearing.setAt),
    },
  }),
  ...(nextExpiry !== undefined && { next_expiry: isoTime(nextExpiry) }),
});

/** A conversation as one of its members sees it. */
export const conversationView = (
  arranged: Arranged,
  viewer: User,
  other: OtherMember<User>,
  now: number,
): ConversationBody => {
  const { conversation } = arranged;
  const { peer } = other;
  const mine = stateOf(conversation, viewer.id);
  const showsReceipts = mayPass('readReceipts', conversation, viewer, other);
  const last = conversation.lastMessage;
  return {
    id: conversation.id,
    ver: conversation.ver,
    peer: peerView(peer, now, mayPass('presence', conversation, viewer, other)),
    last_message: last && lastMessageView(conversation.id, last, arranged.settings),
    last_seq: conversation.seq,
    unread_count: mine.unread,
    my_read_seq: mine.readSeq,
    peer_read_seq: showsReceipts ? stateOf(conversation, peer.id).readSeq : 0,
    me: settingsView(arranged, viewer.id, now),
    ...requestView(mine, stateOf(conversation, peer.id)),
    ...disappearingView(conversation),
    created_at: isoTime(conversation.createdAt),
    // `updatedAt` also changes with reads of the peer.
    updated_at: isoTime(showsReceipts ? conversation.updatedAt : activityAt(conversation)),
  };
};
