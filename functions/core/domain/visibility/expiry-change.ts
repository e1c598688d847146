import type { ConversationChange } from '../changes.ts';
import type { Conversation, LastMessage, MemberState } from '../conversation.ts';
import { distinctMembers, nextVersion, stateOf } from '../conversation.ts';
import type { Message } from '../message.ts';
import { isRead } from '../message.ts';
import { hasExpired, placeholderOf } from './expiry.ts';

/** The conversation with this next expiry. */
const withNextExpiry = (
  { nextExpiry: _, ...conversation }: Conversation,
  at: number | undefined,
): Conversation => ({ ...conversation, ...(at !== undefined && { nextExpiry: at }) });

/** How many messages of a member have expired. */
export type ExpiredCounts = Pick<MemberState, 'sent' | 'received' | 'unread'>;

/** A message that has expired counts as little as a deleted one; that its author has written stays known. */
const stateWithout = (
  state: MemberState,
  { sent, received, unread }: ExpiredCounts,
): MemberState => ({
  ...state,
  sent: state.sent - sent,
  received: state.received - received,
  unread: state.unread - unread,
  ...(sent > 0 && { hasWritten: true as const }),
});

const countsOf = (
  conversation: Conversation,
  messages: readonly Message[],
  memberId: string,
): ExpiredCounts => {
  const received = messages.filter(({ receiverId }) => receiverId === memberId);
  return {
    sent: messages.filter(({ senderId }) => senderId === memberId).length,
    received: received.length,
    unread: received.filter((message) => !isRead(message, conversation)).length,
  };
};

/** By its own time: among many expired messages, the last one may be removed in a later step. */
const previewAfter = (last: LastMessage | null, now: number): LastMessage | null =>
  last?.expiresAt !== undefined && last.expiresAt <= now
    ? { ...last, preview: '', hasAttachments: false, deleted: true }
    : last;

/**
 * The conversation without what has expired. Its version stays: a newer one exists only once it is stored. `next`: the
 * earliest expiry of the other messages.
 */
export const withoutExpired = (
  conversation: Conversation,
  countsOfMember: (memberId: string) => ExpiredCounts,
  next: number | undefined,
  now: number,
): Conversation => {
  const states = Object.fromEntries(
    distinctMembers(conversation).map((id) => [
      id,
      stateWithout(stateOf(conversation, id), countsOfMember(id)),
    ]),
  );
  const lastMessage = previewAfter(conversation.lastMessage, now);
  return withNextExpiry(
    { ...conversation, states: { ...conversation.states, ...states }, lastMessage },
    next,
  );
};

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
  const counts = (id: string) => countsOf(conversation, expired, id);
  // Nobody has done anything: the time of the latest change stays.
  const changed = nextVersion(
    withoutExpired(conversation, counts, next, now),
    conversation.updatedAt,
    {},
  );
  return {
    conversation: changed,
    expire: expired.map(placeholderOf),
    detach: expired.flatMap(({ attachments }) => attachments.map(({ id }) => id)),
  };
};
