import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { distinctMembers, isMember, stateOf } from '../../domain/conversation.ts';
import { mayPass } from '../../domain/privacy.ts';
import { readUpToChange } from '../../domain/read.ts';
import type { Caller, User } from '../../domain/user.ts';
import { isTokenAccepted } from '../../domain/user.ts';
import type { ConversationStore, Decision, Snapshot } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import { toAll } from '../../push.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { otherMember } from '../../shared/other-member.ts';
import { conversationNotFound, unauthenticated } from '../../shared/refusals.ts';
import { conversationView } from '../../views/conversation-view.ts';

type Refusal = 'unauthenticated' | 'conversation_not_found';

const decide = (
  snapshot: Snapshot,
  caller: Caller,
  upTo: number,
  now: number,
): Decision<Result<{ conversation: Conversation; user: User; changed: boolean }, Refusal>> => {
  const { conversation, users, unread } = snapshot;
  const user = users.get(caller.userId);
  if (!isTokenAccepted(user, caller)) return { result: unauthenticated };
  if (!conversation || !isMember(conversation, caller.userId)) {
    return { result: conversationNotFound };
  }
  const change = readUpToChange(conversation, caller.userId, upTo, unread, now);
  return change
    ? { change, result: ok({ conversation: change.conversation, user, changed: true }) }
    : { result: ok({ conversation, user, changed: false }) };
};

/**
 * Marks everything received up to a sequence number as read; never goes back. Emits to the reader's
 * devices, and to the peer's if read receipts are visible.
 */
export const makeReadUpTo =
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
    /** `socketId`: the client's own socket, which needs no event besides the answer. */
    request: { conversationId: string; seq: number; socketId?: string | undefined },
  ): Promise<Result<ConversationBody, Refusal>> => {
    const read = await deps.conversations.change(
      {
        conversationId: request.conversationId,
        users: [caller.userId],
        unread: { readerId: caller.userId, upTo: request.seq },
      },
      (snapshot) => decide(snapshot, caller, request.seq, deps.clock.now()),
    );
    if (!read.ok) return read;
    const { conversation, user, changed } = read.value;
    const [other, settings] = await Promise.all([
      otherMember(deps, conversation, user.id),
      deps.settings.get(user.id, conversation.id, 'eventual'),
    ]);
    if (changed) {
      const showsReceipt = mayPass('readReceipts', conversation, user, other);
      const deliveries = toAll(showsReceipt ? distinctMembers(conversation) : [user.id], {
        type: 'message:read',
        conversation_id: conversation.id,
        ver: conversation.ver,
        payload: {
          user_id: caller.userId,
          up_to_seq: stateOf(conversation, caller.userId).readSeq,
        },
      });
      const { socketId: exceptSocket } = request;
      await deps.push(
        deliveries.map((delivery) =>
          delivery.userId === user.id ? { ...delivery, exceptSocket } : delivery,
        ),
      );
    }
    return ok(conversationView({ conversation, settings }, user, other, deps.clock.now()));
  };
