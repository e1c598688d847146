import type { Attachment } from '../domain/attachment.ts';
import type { ConversationStore } from '../ports/conversations.ts';

/**
 * Whether a user may read a file: the owner until it is sent, then both members while the message still has
 * it, so that a deletion takes effect at once.
 */
export const mayReadAttachment = async (
  conversations: ConversationStore,
  userId: string,
  { id, ownerId, state, sentIn }: Attachment,
): Promise<boolean> => {
  if (!sentIn) return state === 'complete' && ownerId === userId;
  const message = await conversations.getMessage(sentIn.conversationId, sentIn.seq);
  if (!message?.attachments.some((one) => one.id === id)) return false;
  return [message.senderId, message.receiverId].includes(userId);
};
