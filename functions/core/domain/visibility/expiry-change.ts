import type { ConversationChange } from '../changes.ts';
import type { Conversation, LastMessage, MemberState } from '../conversation.ts';
import { nextVersion, stateOf } from '../conversation.ts';
import type { Message } from '../message.ts';
import { isRead } from '../message.ts';
import { hasExpired, placeholderOf } from './expiry.ts';

/** The conversation with this next expiry. */
const withNextExpiry = (
  { nextExpiry: _, ...conversation }: Conversation,
  at: number | undefined,
): Conversation => ({ ...conversation, ...(at !== undefined && { nextExpiry: at }) });

/** A message that has expired counts as little as a deleted one; that its author has written stays known. */
const stateWithout = (
  conversation: Conversation,
  state: MemberState,
  memberId: string,
  message: Message,
): MemberState => {
  const isSender = message.senderId === memberId;
  const isReceiver = message.receiverId === memberId;
  const wasUnread = isReceiver && !isRead(message, conversation);
  return {
    ...state,
    sent: state.sent - Number(isSender),
    received: state.received - Number(isReceiver),
    unread: state.unread - Number(wasUnread),
    ...(isSender && { hasWritten: true as const }),
  };
};

/** By its own time: among many expired messages, the last one may be removed in a later step. */
const previewAfter = (last: LastMessage | null, now: number): LastMessage | null =>
  last?.expiresAt !== undefined && last.expiresAt <= now
    ? { ...last, preview: '', hasAttachments: false, deleted: true }
    : last;

/**
 * What is left once these messages have expired: placeholders, counts and preview without them. Deleted ones and those
 * that have not expired are ignored. `next`: the earliest expiry of the other messages. The log gets no entry: the
 * time of an expiry is a part of its message.
 */
export const expiryChange = (
  conversation: Conversation,
  messages: readonly Message[],
  next: number | undefined,
  now: number,
): ConversationChange & { expire: readonly Message[]; detach: readonly string[] } => {
  const expired = messages.filter((message) => hasExpired(message, now));
  const states = Object.fromEntries(
    [...new Set(conversation.members)].map((id) => [
      id,
      expired.reduce(
        (state, message) => stateWithout(conversation, state, id, message),
        stateOf(conversation, id),
      ),
    ]),
  );
  const lastMessage = previewAfter(conversation.lastMessage, now);
  // Nobody has done anything: the time of the latest change stays.
  const changed = nextVersion(conversation, conversation.updatedAt, { states, lastMessage });
  return {
    conversation: withNextExpiry(changed, next),
    expire: expired.map(placeholderOf),
    detach: expired.flatMap(({ attachments }) => attachments.map(({ id }) => id)),
  };
};
