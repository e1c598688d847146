import type { ServerEvent } from '#contracts/realtime.ts';
import type { Conversation } from '../domain/conversation.ts';
import { distinctMembers } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { isRead } from '../domain/message.ts';
import type { OtherMember } from '../domain/privacy.ts';
import { mayPass } from '../domain/privacy.ts';
import { hasDeclined } from '../domain/requests/message-request.ts';
import type { User } from '../domain/user.ts';
import { isOnline } from '../domain/user.ts';
import type { Delivery } from '../push.ts';
import type { Viewer } from '../views/message-view.ts';
import { messageView } from '../views/message-view.ts';
import { isoTimeOrNull } from '../views/time.ts';

/** The conversation of an event, and its two members. */
export interface Between {
  readonly conversation: Conversation;
  readonly member: User;
  readonly other: OtherMember<User>;
}

/** Only the member if one of the two has blocked the other; otherwise both, but nobody who has declined. */
export const recipientsOf = ({ conversation, member, other }: Between): string[] =>
  other.isBlocked
    ? [member.id]
    : distinctMembers(conversation).filter((id) => !hasDeclined(conversation, id));

type MessageEventType = 'message:new' | 'message:update' | 'message:delete';
type MessageEvent = Extract<ServerEvent, { type: MessageEventType }>;

/** An event with the current message: as its sender sees it, and as anybody else does. */
export interface MessageEvents {
  readonly forSender: MessageEvent;
  readonly forOthers: MessageEvent;
}

export const messageEvents = (
  type: MessageEventType,
  message: Message,
  { conversation, member, other }: Between,
): MessageEvents => {
  const eventFor = (viewer: Viewer): MessageEvent => ({
    type,
    conversation_id: conversation.id,
    seq: type === 'message:new' ? message.seq : message.rev,
    ver: conversation.ver,
    payload: messageView(message, conversation, viewer),
  });
  const forOthers = eventFor({ id: message.receiverId, seesReceipts: true });
  const hidesRead =
    isRead(message, conversation) && !mayPass('readReceipts', conversation, member, other);
  // Shares one event object where it is equal, so that it is serialised once.
  const forSender = hidesRead ? eventFor({ id: message.senderId, seesReceipts: false }) : forOthers;
  return { forSender, forOthers };
};

/** The events of a message for its recipients. `socketId`: the sender's socket that does not need one. */
export const toRecipients = (
  { forSender, forOthers }: MessageEvents,
  { senderId }: Message,
  between: Between,
  socketId?: string,
): Delivery[] =>
  recipientsOf(between).map((userId) =>
    userId === senderId
      ? { userId, event: forSender, exceptSocket: socketId }
      : { userId, event: forOthers },
  );

/** Events with the current message, one per recipient as that user sees it. */
export const messageDeliveries = (
  type: MessageEventType,
  message: Message,
  between: Between,
): Delivery[] => toRecipients(messageEvents(type, message, between), message, between);

/** Presence of a user; with `isShown` false as if never online. */
export const presenceEvent = (user: User, isShown: boolean, now: number): ServerEvent => ({
  type: 'presence:update',
  payload: {
    user_id: user.id,
    online: isShown && isOnline(user, now),
    last_seen: isShown ? isoTimeOrNull(user.lastSeen) : null,
  },
});

/** Presence of both members for each other, hidden where it is not visible. */
export const presenceOfBoth = (between: Between, now: number): Delivery[] => {
  const { conversation, member, other } = between;
  const { peer } = other;
  const isShown = mayPass('presence', conversation, member, other);
  return [
    { userId: peer.id, event: presenceEvent(member, isShown, now) },
    { userId: member.id, event: presenceEvent(peer, isShown, now) },
  ];
};
