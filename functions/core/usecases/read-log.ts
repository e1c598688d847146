import type { Caller } from '../domain/user.ts';
import type { ConversationStore } from '../ports/conversations.ts';
import type { Clock } from '../ports/system.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import { ok } from '../result.ts';
import { messageView } from '../views/message-view.ts';
import { viewFor } from './get-conversation.ts';
import { memberAccess } from './member-access.ts';

/** What happened after a sequence. The conversation is read first, so it never runs ahead of the entries. */
export const makeReadLog =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    clock: Clock;
  }) =>
  async (caller: Caller, request: { conversationId: string; after: number; limit: number }) => {
    const access = await memberAccess(deps, caller, request.conversationId);
    if (!access.ok) return access;
    const { conversation } = access.value;
    const [view, entries] = await Promise.all([
      viewFor(deps, conversation, caller.userId),
      request.after < conversation.seq
        ? deps.conversations.readLog(request.conversationId, request)
        : [],
    ]);
    return ok({
      entries: entries.map(({ seq, kind, message }) => ({
        seq,
        kind,
        message: messageView(message, conversation),
      })),
      last_seq: conversation.seq,
      conversation: view,
    });
  };
