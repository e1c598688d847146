import type { Marks as MarksBody } from '#contracts/http/marks/marks.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { marksView } from '../../views/marks-view.ts';

/** What the caller has deleted for themselves and starred in a conversation. */
export const makeGetMarks =
  (deps: { users: UserStore; conversations: ConversationStore; settings: MemberSettingsStore }) =>
  async (
    caller: Caller,
    conversationId: string,
  ): Promise<Result<MarksBody, 'unauthenticated' | 'conversation_not_found'>> => {
    const access = await memberAccess(deps, caller, conversationId);
    if (!access.ok) return access;
    return ok(marksView(await deps.settings.getMarks(caller.userId, conversationId)));
  };
