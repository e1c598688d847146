import type { Message as MessageBody } from '#contracts/http/messages.ts';
import { isMember } from '../../domain/conversation.ts';
import { parseMessageId } from '../../domain/message-id.ts';
import type { Caller } from '../../domain/user.ts';
import { isVisible } from '../../domain/visibility/visible.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { messageNotFound } from '../../shared/refusals.ts';
import { viewerOf } from '../../shared/viewer-of.ts';
import type { SightDeps } from '../../shared/visibility/sight.ts';
import { sightOf } from '../../shared/visibility/sight.ts';
import { messageView } from '../../views/message-view.ts';

/** The current state of a message, a placeholder once deleted; 404 for non-members and for whoever no longer sees it. */
export const makeGetMessage =
  (deps: SightDeps & { users: UserStore; conversations: ConversationStore; blocks: BlockStore }) =>
  async (
    caller: Caller,
    id: string,
  ): Promise<Result<MessageBody, 'unauthenticated' | 'message_not_found'>> => {
    const user = await authenticate(deps.users, caller);
    if (!user.ok) return user;
    const parsed = parseMessageId(id);
    if (!parsed) return messageNotFound;
    const { conversationId, seq } = parsed;
    const [conversation, message] = await Promise.all([
      deps.conversations.get(conversationId),
      deps.conversations.getMessage(conversationId, seq),
    ]);
    if (!conversation || !message || !isMember(conversation, caller.userId)) return messageNotFound;
    const sight = await sightOf(deps, caller.userId, conversationId);
    if (!isVisible(sight, message)) return messageNotFound;
    const viewer = await viewerOf(deps, conversation, user.value, [message]);
    return ok(messageView(message, conversation, viewer));
  };
