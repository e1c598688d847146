import type { Conversation } from '../conversation.ts';
import type { Message } from '../message.ts';

/** For archives: does it contain nothing of this message but its place? */
export const isExpired = ({ expiresAt }: Pick<Message, 'expiresAt'>, now: number): boolean =>
  expiresAt !== undefined && expiresAt <= now;

/**
 * Without text, files and reactions if it has expired. It is no placeholder yet: the home of a restore removes it, and
 * then counts it no longer.
 */
export const withoutExpiredContent = (message: Message, now: number): Message =>
  isExpired(message, now) ? { ...message, content: null, attachments: [], reactions: [] } : message;

/** The same for the preview of a conversation. */
export const withoutExpiredPreview = <C extends Pick<Conversation, 'lastMessage'>>(
  conversation: C,
  now: number,
): C => {
  const last = conversation.lastMessage;
  return last?.expiresAt !== undefined && last.expiresAt <= now
    ? { ...conversation, lastMessage: { ...last, preview: '' } }
    : conversation;
};
