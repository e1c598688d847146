import type { Attachment } from '../domain/attachment.ts';
import { isVisible } from '../domain/visibility/visible.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { SightDeps } from './visibility/sight.ts';
import { sightOf } from './visibility/sight.ts';

/**
 * Whether a user may read a file: the owner until it is sent, then both members while the message still has
 * it, so that a deletion takes effect at once; but not whoever has deleted the message for themselves.
 */
export const mayReadAttachment = async (
  deps: SightDeps & { readonly conversations: ConversationStore },
  userId: string,
  { id, ownerId, state, sentIn }: Attachment,
): Promise<boolean> => {
  if (!sentIn) return state === 'complete' && ownerId === userId;
  const message = await deps.conversations.getMessage(sentIn.conversationId, sentIn.seq);
  if (!message?.attachments.some((one) => one.id === id)) return false;
  if (![message.senderId, message.receiverId].includes(userId)) return false;
  return isVisible(await sightOf(deps, userId, sentIn.conversationId), message);
};
