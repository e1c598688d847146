import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import { limits } from '#contracts/limits.ts';
import type { Conversation } from '../../domain/conversation.ts';
import type { MemberSettings, SettingsChange } from '../../domain/member-settings.ts';
import { nextSettings } from '../../domain/member-settings.ts';
import type { Caller } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type {
  MemberSettingsStore,
  SettingsDecision,
  SettingsSnapshot,
} from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { memberAccess } from '../../shared/member-access.ts';
import { otherMember } from '../../shared/other-member.ts';
import { conversationNotFound } from '../../shared/refusals.ts';
import { conversationView } from '../../views/conversation-view.ts';

const tooManyPinned = fail('too_many_pinned', {
  detail: `At most ${limits.pinnedConversations} conversations can be pinned: unpin one first.`,
});

type Changed = Result<{ settings: MemberSettings; isNew: boolean }, 'too_many_pinned'>;

const decide = (
  snapshot: SettingsSnapshot,
  wanted: SettingsChange,
  conversation: Conversation,
): SettingsDecision<Changed> => {
  const next = nextSettings(snapshot, wanted, conversation);
  if (next === 'too_many') return { result: tooManyPinned };
  return next
    ? { result: ok({ settings: next, isNew: true }), next }
    : { result: ok({ settings: snapshot.settings, isNew: false }) };
};

/** What a request asks for; absent: as before. */
interface SettingsRequest extends Omit<SettingsChange, 'archivedSeq'> {
  readonly conversationId: string;
  readonly isArchived?: boolean;
  /** The last sequence number that the client shows; absent: the conversation's. */
  readonly archivedSeq?: number;
  /** The client's own socket, which needs no event besides the answer. */
  readonly socketId?: string;
}

/**
 * Changes what the caller alone sees of a conversation. Emits to the caller's other devices, never to the peer,
 * and changes neither the conversation's version nor its log.
 */
export const makeUpdateSettings =
  (deps: {
    users: UserStore;
    conversations: ConversationStore;
    blocks: BlockStore;
    settings: MemberSettingsStore;
    clock: Clock;
    push: Push;
  }) =>
  async (
    caller: Caller,
    { conversationId, socketId, isArchived, archivedSeq, ...change }: SettingsRequest,
  ): Promise<
    Result<ConversationBody, 'unauthenticated' | 'conversation_not_found' | 'too_many_pinned'>
  > => {
    const access = await memberAccess(deps, caller, conversationId);
    if (!access.ok) return access;
    const { user, conversation } = access.value;
    const wanted: SettingsChange = {
      ...change,
      ...(isArchived !== undefined && {
        archivedSeq: isArchived ? (archivedSeq ?? conversation.seq) : null,
      }),
    };
    const [changed, other] = await Promise.all([
      deps.settings.change(user.id, conversationId, (snapshot) =>
        decide(snapshot, wanted, conversation),
      ),
      otherMember(deps, conversation, user.id),
    ]);
    if (!changed) return conversationNotFound;
    if (!changed.ok) return changed;
    const { settings, isNew } = changed.value;
    const view = conversationView({ conversation, settings }, user, other, deps.clock.now());
    if (isNew) {
      const event = {
        type: 'conversation:settings',
        conversation_id: conversationId,
        payload: view.me,
      } as const;
      await deps.push([{ userId: user.id, event, exceptSocket: socketId }]);
    }
    return ok(view);
  };
