import type { RequestAnswer } from '#contracts/closed-lists.ts';
import type { Conversation as ConversationBody } from '#contracts/http/conversations.ts';
import type { ConversationChange } from '../../domain/changes.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { isMember, peerOf, stateOf } from '../../domain/conversation.ts';
import type { OtherMember } from '../../domain/privacy.ts';
import { acceptChange, declineChange } from '../../domain/requests/message-request.ts';
import type { Caller, User } from '../../domain/user.ts';
import { isTokenAccepted } from '../../domain/user.ts';
import type { ConversationStore, Decision, Snapshot } from '../../ports/conversations.ts';
import type { MemberSettingsStore } from '../../ports/member-settings.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Delivery, Push } from '../../push.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { otherMember } from '../../shared/other-member.ts';
import { conversationNotFound, unauthenticated } from '../../shared/refusals.ts';
import { conversationView } from '../../views/conversation-view.ts';

interface ViewDeps {
  readonly settings: Pick<MemberSettingsStore, 'get'>;
  readonly clock: Clock;
}

/** The conversation as a member sees it, and as an event for that member. */
const viewAndEvent = async (
  { settings, clock }: ViewDeps,
  conversation: Conversation,
  viewer: User,
  other: OtherMember<User>,
): Promise<{ view: ConversationBody; delivery: Delivery }> => {
  const own = await settings.get(viewer.id, conversation.id);
  const view = conversationView({ conversation, settings: own }, viewer, other, clock.now());
  const { id, ver } = conversation;
  const event = { type: 'conversation:new', conversation_id: id, ver, payload: view } as const;
  return { view, delivery: { userId: viewer.id, event } };
};

interface AcceptDeps extends ViewDeps {
  readonly conversations: ConversationStore;
  readonly push: Push;
}

/** Accepts for these members what waits for them; emits it to both members. */
export const acceptFor = async (
  deps: AcceptDeps,
  known: Conversation,
  memberIds: readonly string[],
  [user, peer]: readonly [User, User],
): Promise<Conversation> => {
  if (!acceptChange(known, memberIds, 0)) return known;
  const { conversation, isNew } = await deps.conversations.change(
    { conversationId: known.id },
    (snapshot) => {
      const current = snapshot.conversation ?? known;
      const change = acceptChange(current, memberIds, deps.clock.now());
      return change
        ? { change, result: { conversation: change.conversation, isNew: true } }
        : { result: { conversation: current, isNew: false } };
    },
  );
  if (isNew) {
    const seen = await Promise.all([
      viewAndEvent(deps, conversation, user, { peer, isBlocked: false }),
      viewAndEvent(deps, conversation, peer, { peer: user, isBlocked: false }),
    ]);
    await deps.push(seen.map(({ delivery }) => delivery));
  }
  return conversation;
};

type Refusal = 'unauthenticated' | 'conversation_not_found' | 'no_request';
type Answered = { conversation: Conversation; user: User; isNew: boolean };

const noRequest = fail('no_request', { detail: 'No message request waits for you here.' });

const changeBy = (
  conversation: Conversation,
  userId: string,
  answer: RequestAnswer,
  now: number,
): ConversationChange | 'no_request' | null => {
  const waits = stateOf(conversation, userId).request !== undefined;
  if (answer === 'declined') {
    return waits ? declineChange(conversation, userId, now) : 'no_request';
  }
  const isOwn = stateOf(conversation, peerOf(conversation, userId)).request !== undefined;
  return isOwn ? 'no_request' : acceptChange(conversation, [userId], now);
};

const decide = (
  { conversation, users }: Snapshot,
  caller: Caller,
  answer: RequestAnswer,
  now: number,
): Decision<Result<Answered, Refusal>> => {
  const user = users.get(caller.userId);
  if (!isTokenAccepted(user, caller)) return { result: unauthenticated };
  if (!conversation || !isMember(conversation, caller.userId)) {
    return { result: conversationNotFound };
  }
  const change = changeBy(conversation, caller.userId, answer, now);
  if (change === 'no_request') return { result: noRequest };
  return change
    ? { change, result: ok({ conversation: change.conversation, user, isNew: true }) }
    : { result: ok({ conversation, user, isNew: false }) };
};

/** Accepts or declines. An acceptance is emitted to both members, a decline to the caller's devices only. */
export const makeAnswerRequest =
  (
    deps: AcceptDeps & {
      readonly users: UserStore;
      readonly blocks: BlockStore;
    },
  ) =>
  async (
    caller: Caller,
    { conversationId, answer }: { conversationId: string; answer: RequestAnswer },
  ): Promise<Result<ConversationBody, Refusal>> => {
    const answered = await deps.conversations.change(
      { conversationId, users: [caller.userId] },
      (snapshot) => decide(snapshot, caller, answer, deps.clock.now()),
    );
    if (!answered.ok) return answered;
    const { conversation, user, isNew } = answered.value;
    const other = await otherMember(deps, conversation, user.id);
    const own = await viewAndEvent(deps, conversation, user, other);
    if (!isNew) return ok(own.view);
    const { peer, isBlocked } = other;
    const peers =
      answer === 'accepted' && !isBlocked
        ? [await viewAndEvent(deps, conversation, peer, { peer: user, isBlocked })]
        : [];
    await deps.push([own, ...peers].map(({ delivery }) => delivery));
    return ok(own.view);
  };
