import type { Conversation } from '../conversation.ts';
import type { Message } from '../message.ts';

/** Must its content be hidden now? Deleted messages have none. */
export const hasExpired = ({ expiresAt, deletedAt }: Message, now: number): boolean =>
  expiresAt !== undefined && expiresAt <= now && deletedAt === null;

/** What is left of an expired message: the same placeholder as of a deleted one. */
export const placeholderOf = (message: Message): Message => ({
  ...message,
  content: null,
  attachments: [],
  reactions: [],
  deletedAt: message.expiresAt ?? message.createdAt,
  updatedAt: message.expiresAt ?? message.updatedAt,
});

/** A message as every reader gets it: the one place that decides whether its content is visible at this time. */
export const visibleAt = (message: Message, now: number): Message =>
  hasExpired(message, now) ? placeholderOf(message) : message;

/** Does a message of the conversation expire by now, so that counts and preview are outdated? */
export const isDue = ({ nextExpiry }: Conversation, now: number): boolean =>
  nextExpiry !== undefined && nextExpiry <= now;

/** The time at which a message expires that is sent now; undefined: never. */
export const expiryOf = ({ disappearing }: Conversation, sentAt: number): number | undefined =>
  disappearing?.after ? sentAt + disappearing.after * 1_000 : undefined;

/** The earlier of two times, either of which may be missing. */
export const earlier = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
