import { messageId, parseMessageId } from '../../domain/message-id.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { fail, ok } from '../../result.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { viewerOf } from '../../shared/viewer-of.ts';
import type { SightDeps } from '../../shared/visibility/sight.ts';
import { listVisible, sightOf } from '../../shared/visibility/sight.ts';
import { messageView } from '../../views/message-view.ts';

const badCursor = fail('validation_failed', {
  errors: [{ path: 'query.cursor', message: 'must be a next_cursor of this conversation' }],
});

/** History, newest first. The cursor, opaque to clients, is the id of the oldest message already returned. */
export const makeListMessages =
  (deps: SightDeps & { users: UserStore; conversations: ConversationStore; blocks: BlockStore }) =>
  async (
    caller: Caller,
    request: { conversationId: string; cursor?: string | undefined; limit: number },
  ) => {
    const access = await memberAccess(deps, caller, request.conversationId);
    if (!access.ok) return access;
    const from = request.cursor === undefined ? undefined : parseMessageId(request.cursor);
    if (from === null || (from && from.conversationId !== request.conversationId)) return badCursor;
    const { user, conversation } = access.value;
    const sight = await sightOf(deps, user.id, conversation.id);
    const messages = await listVisible(deps, conversation.id, sight, {
      before: from?.seq,
      limit: request.limit + 1,
    });
    const viewer = await viewerOf(deps, conversation, user, messages);
    const items = messages.slice(0, request.limit);
    const oldest = items.at(-1);
    return ok({
      items: items.map((message) => messageView(message, conversation, viewer)),
      next_cursor:
        oldest && messages.length > items.length
          ? messageId(request.conversationId, oldest.seq)
          : null,
    });
  };
