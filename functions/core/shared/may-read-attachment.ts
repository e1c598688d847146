import type { Attachment } from '../domain/attachment.ts';
import { isVisible } from '../domain/visibility/visible.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { SightDeps } from './visibility/sight.ts';
import { sightOf } from './visibility/sight.ts';

/**
 * Until when a user may read a file, infinite without an end, or null: the owner until it is sent, then both members
 * while the message still has it, so that a deletion takes effect at once, and until the message expires; but not
 * whoever has deleted the message for themselves.
 */
export const readableUntil = async (
  deps: SightDeps & { readonly conversations: ConversationStore },
  userId: string,
  { id, ownerId, state, sentIn }: Attachment,
): Promise<number | null> => {
  if (!sentIn) return state === 'complete' && ownerId === userId ? Number.POSITIVE_INFINITY : null;
  const message = await deps.conversations.getMessage(sentIn.conversationId, sentIn.seq);
  if (!message?.attachments.some((one) => one.id === id)) return null;
  if (![message.senderId, message.receiverId].includes(userId)) return null;
  const isSeen = isVisible(await sightOf(deps, userId, sentIn.conversationId), message);
  return isSeen ? (message.expiresAt ?? Number.POSITIVE_INFINITY) : null;
};
