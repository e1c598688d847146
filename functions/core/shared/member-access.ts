import type { Conversation } from '../domain/conversation.ts';
import { isMember } from '../domain/conversation.ts';
import type { Caller, User } from '../domain/user.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { authenticate } from './authenticate.ts';
import { conversationNotFound } from './refusals.ts';

/** The caller and a conversation that the caller is a member of. */
export const memberAccess = async (
  deps: { users: UserStore; conversations: ConversationStore },
  caller: Caller,
  conversationId: string,
): Promise<
  Result<{ user: User; conversation: Conversation }, 'unauthenticated' | 'conversation_not_found'>
> => {
  const [user, conversation] = await Promise.all([
    authenticate(deps.users, caller),
    deps.conversations.get(conversationId),
  ]);
  if (!user.ok) return user;
  return conversation && isMember(conversation, caller.userId)
    ? ok({ user: user.value, conversation })
    : conversationNotFound;
};
