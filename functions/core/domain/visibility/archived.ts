import type { Conversation } from '../conversation.ts';
import type { Message } from '../message.ts';

/** Without the text if it has expired: for archives, which the removal of the rest follows after a restore. */
export const withoutExpiredText = <M extends Pick<Message, 'content' | 'expiresAt'>>(
  message: M,
  now: number,
): M =>
  (message.expiresAt ?? Number.POSITIVE_INFINITY) <= now ? { ...message, content: null } : message;

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
