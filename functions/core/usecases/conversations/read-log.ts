import { mayPass } from '../../domain/privacy.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import { ok } from '../../result.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { otherMember } from '../../shared/other-member.ts';
import { sightBy } from '../../shared/visibility/sight.ts';
import { conversationView } from '../../views/conversation-view.ts';
import { logEntryView } from '../../views/message-view.ts';

/**
 * Log entries after a sequence number. Reads the conversation first, so that it is never newer than the
 * entries.
 */
export const makeReadLog =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    settings: MemberSettingsStore;
    clock: Clock;
  }) =>
  async (caller: Caller, request: { conversationId: string; after: number; limit: number }) => {
    const access = await memberAccess(deps, caller, request.conversationId);
    if (!access.ok) return access;
    const { conversation, user } = access.value;
    const [other, settings, entries] = await Promise.all([
      otherMember(deps, conversation, user.id),
      deps.settings.get(user.id, conversation.id, 'eventual'),
      request.after < conversation.seq
        ? deps.conversations.readLog(request.conversationId, request)
        : [],
    ]);
    const seesReceipts = mayPass('readReceipts', conversation, user, other);
    const viewer = { id: user.id, seesReceipts };
    const sight = await sightBy(deps, user.id, conversation.id, settings);
    return ok({
      entries: entries.map((entry) => logEntryView(entry, conversation, viewer, sight)),
      last_seq: conversation.seq,
      conversation: conversationView({ conversation, settings }, user, other, deps.clock.now()),
    });
  };
