import type { Conversation } from '../domain/conversation.ts';
import { haveBothWritten } from '../domain/conversation.ts';
import { mayPass } from '../domain/privacy.ts';
import type { User } from '../domain/user.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Viewer } from '../views/message-view.ts';
import { otherMember } from './other-member.ts';

/** How a member sees the messages of a conversation; asks for the peer only where that matters. */
export const viewerOf = async (
  deps: { users: UserStore; blocks: BlockStore },
  conversation: Conversation,
  { id, privacy }: User,
): Promise<Viewer> => {
  if (!haveBothWritten(conversation)) return { id, seesReceipts: false };
  const other = await otherMember(deps, conversation, id);
  return { id, seesReceipts: mayPass('readReceipts', conversation, { id, privacy }, other) };
};
