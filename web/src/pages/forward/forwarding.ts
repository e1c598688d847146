import type { Outgoing } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';

/** Maximum number of conversations at once. */
export const MAX_TARGETS = 5;

/** Why these messages cannot be forwarded to a conversation. */
export type Obstacle = 'blocked' | 'inactive' | 'files' | 'full';

export const obstacleTo = (
  { peer, request }: Conversation,
  messages: readonly Message[],
  isBlocked: boolean,
): Obstacle | null => {
  if (isBlocked) return 'blocked';
  if (!peer.is_active) return 'inactive';
  if (!request) return null;
  if (messages.some(({ attachments }) => attachments.length > 0)) return 'files';
  return request.messages_left < messages.length ? 'full' : null;
};

/** Text and files of a message, without its reply and its reactions. */
export const forwardedCopy = ({ content, attachments }: Message): Outgoing => ({
  content: content ?? '',
  isForwarded: true,
  ...(attachments.length > 0 && { copies: attachments }),
});
