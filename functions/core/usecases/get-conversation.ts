import type { Conversation as ConversationBody } from '../../contracts/http/conversations.ts';
import type { Conversation } from '../domain/conversation.ts';
import { peerOf } from '../domain/conversation.ts';
import type { Caller } from '../domain/user.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { Clock } from '../ports/system.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { conversationView } from '../views/conversation-view.ts';
import { memberAccess } from './member-access.ts';

/** A conversation as a member sees it, with the peer's profile loaded. */
export const viewFor = async (
  deps: { users: UserStore; blocks: BlockStore; clock: Clock },
  conversation: Conversation,
  viewerId: string,
): Promise<ConversationBody> => {
  const peerId = peerOf(conversation, viewerId);
  const [peer, isApart] = await Promise.all([
    deps.users.get(peerId),
    deps.blocks.isBlockedBetween(viewerId, peerId),
  ]);
  // Profiles are never removed, only deactivated.
  if (!peer) throw new Error('a member of a conversation has no profile');
  return conversationView(conversation, viewerId, peer, deps.clock.now(), isApart);
};

export const makeGetConversation =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    clock: Clock;
  }) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<ConversationBody, 'unauthenticated' | 'conversation_not_found'>> => {
    const access = await memberAccess(deps, caller, id);
    if (!access.ok) return access;
    return ok(await viewFor(deps, access.value.conversation, caller.userId));
  };
