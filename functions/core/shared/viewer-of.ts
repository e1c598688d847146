import type { Conversation } from '../domain/conversation.ts';
import { haveBothWritten } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { isRead } from '../domain/message.ts';
import { mayPass } from '../domain/privacy.ts';
import type { User } from '../domain/user.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Viewer } from '../views/message-view.ts';
import { otherMember } from './other-member.ts';

/**
 * How a member sees these messages. Reads the peer only if a message is read or its read state may be
 * hidden.
 */
export const viewerOf = async (
  deps: { users: UserStore; blocks: BlockStore },
  conversation: Conversation,
  user: User,
  messages: readonly Message[],
): Promise<Viewer> => {
  const { id } = user;
  const isOfPeer = (message: Message) => message.receiverId !== id && isRead(message, conversation);
  if (!haveBothWritten(conversation) || !messages.some(isOfPeer)) {
    return { id, seesReceipts: false };
  }
  const other = await otherMember(deps, conversation, id);
  return { id, seesReceipts: mayPass('readReceipts', conversation, user, other) };
};
