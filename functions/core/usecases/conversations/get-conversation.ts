import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { Caller, User } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Freshness } from '../../ports/lists.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { otherMember } from '../../shared/other-member.ts';
import { conversationView } from '../../views/conversation-view.ts';

/** A conversation as a member sees it, with the peer's profile and the member's settings loaded. */
export const viewFor = async (
  deps: { users: UserStore; blocks: BlockStore; settings: MemberSettingsStore; clock: Clock },
  conversation: Conversation,
  viewer: User,
  freshness?: Freshness,
): Promise<ConversationBody> => {
  const [other, settings] = await Promise.all([
    otherMember(deps, conversation, viewer.id),
    deps.settings.get(viewer.id, conversation.id, freshness),
  ]);
  return conversationView({ conversation, settings }, viewer, other, deps.clock.now());
};

export const makeGetConversation =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    settings: MemberSettingsStore;
    clock: Clock;
  }) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<ConversationBody, 'unauthenticated' | 'conversation_not_found'>> => {
    const access = await memberAccess(deps, caller, id);
    if (!access.ok) return access;
    return ok(await viewFor(deps, access.value.conversation, access.value.user));
  };
