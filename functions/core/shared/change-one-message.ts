import type { ConversationChange } from '../domain/changes.ts';
import type { Conversation } from '../domain/conversation.ts';
import { isMember, peerOf } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { parseMessageId } from '../domain/message-id.ts';
import type { OtherMember } from '../domain/privacy.ts';
import type { Caller, User } from '../domain/user.ts';
import { isTokenAccepted } from '../domain/user.ts';
import type { Sight } from '../domain/visibility/visible.ts';
import { fullSight, isVisible } from '../domain/visibility/visible.ts';
import type { ConversationStore, Decision, Snapshot } from '../ports/conversations.ts';
import type { Clock } from '../ports/system.ts';
import type { BlockStore, UserStore } from '../ports/users.ts';
import type { Delivery, Push } from '../push.ts';
import type { Failure, Result } from '../result.ts';
import { ok } from '../result.ts';
import { withoutContent } from '../views/message-view.ts';
import { authenticate } from './authenticate.ts';
import type { Between } from './deliveries.ts';
import { messageDeliveries } from './deliveries.ts';
import { otherMember } from './other-member.ts';
import { messageNotFound as notFound, unauthenticated } from './refusals.ts';
import type { SightDeps } from './visibility/sight.ts';
import { sightOf } from './visibility/sight.ts';

export interface ChangeDeps extends SightDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly clock: Clock;
  readonly push: Push;
}

export interface Changed {
  readonly message: Message;
  readonly conversation: Conversation;
  /** The caller. */
  readonly user: User;
  /** Set if the rule checks blocks. */
  readonly other: OtherMember<User> | undefined;
  /** False: the message was already in this state, and nothing was written. */
  readonly isNew: boolean;
}

type Change = (ConversationChange & { update: Message }) | null;

/** Decides about a message that the caller can read: a refusal, a change, or null for no change. */
type Rule<F extends Failure> = (
  message: Message,
  conversation: Conversation,
  now: number,
  isBlocked: boolean,
) => F | Change;

const seenIn = ({ conversation, message }: Snapshot, { userId }: Caller, sight: Sight) =>
  conversation && message && isMember(conversation, userId) && isVisible(sight, message)
    ? { conversation, message }
    : null;

/**
 * Reads a consistent snapshot, applies the rule, and writes the change. Membership is checked first: for
 * others an existing message is like a missing one, and for a caller who no longer sees it, unless `isBlind`.
 */
export const makeChange =
  (deps: ChangeDeps, { isBlind = false }: { isBlind?: boolean } = {}) =>
  async <F extends Failure>(
    caller: Caller,
    id: string,
    rule: Rule<F>,
    /** The caller and the other member, if the rule checks blocks. */
    between?: readonly [string, string],
  ): Promise<Result<Changed, F['code'] | 'unauthenticated' | 'message_not_found'>> => {
    const parsed = parseMessageId(id);
    if (!parsed) {
      const user = await authenticate(deps.users, caller);
      return user.ok ? notFound : user;
    }
    const { conversationId, seq } = parsed;
    const sight = isBlind ? fullSight : await sightOf(deps, caller.userId, conversationId);
    const decide = (
      snapshot: Snapshot,
    ): Decision<Result<Changed, F['code'] | 'unauthenticated' | 'message_not_found'>> => {
      const { users, isBlocked } = snapshot;
      const peer = between && users.get(between[1]);
      const other = peer && { peer, isBlocked };
      const user = users.get(caller.userId);
      if (!isTokenAccepted(user, caller)) return { result: unauthenticated };
      const seen = seenIn(snapshot, caller, sight);
      if (!seen) return { result: notFound };
      const { conversation, message } = seen;
      const change = rule(message, conversation, deps.clock.now(), isBlocked);
      if (change === null)
        return { result: ok({ message, conversation, user, other, isNew: false }) };
      if ('ok' in change) return { result: change };
      const { update, conversation: next } = change;
      return {
        change,
        result: ok({ message: update, conversation: next, user, other, isNew: true }),
      };
    };
    return deps.conversations.change(
      {
        conversationId,
        messageSeq: seq,
        users: [...new Set([caller.userId, ...(between ?? [])])],
        ...(between && { between }),
      },
      decide,
    );
  };

export const betweenOf = async (
  deps: ChangeDeps,
  { conversation, user, other }: Changed,
): Promise<Between> => ({
  conversation,
  member: user,
  other: other ?? (await otherMember(deps, conversation, user.id)),
});

/** The events of a changed message. Whoever no longer sees it gets its place in the log without content. */
export const updateDeliveries = async (
  deps: SightDeps,
  message: Message,
  between: Between,
): Promise<Delivery[]> => {
  const peerId = between.other.peer.id;
  const deliveries = messageDeliveries('message:update', message, between);
  if (!deliveries.some(({ userId }) => userId === peerId)) return deliveries;
  if (isVisible(await sightOf(deps, peerId, message.conversationId), message)) return deliveries;
  return deliveries.map((delivery) => {
    const { userId, event } = delivery;
    return userId === peerId && event.type === 'message:update'
      ? { userId, event: { ...event, payload: withoutContent(event.payload) } }
      : delivery;
  });
};

/** The caller and the other member, which never change; undefined if the caller is not a member. */
export const makePairOf =
  (deps: ChangeDeps) =>
  async ({ userId }: Caller, id: string) => {
    const parsed = parseMessageId(id);
    const conversation =
      parsed && (await deps.conversations.get(parsed.conversationId, 'eventual'));
    if (!conversation || !isMember(conversation, userId)) return undefined;
    return [userId, peerOf(conversation, userId)] as const;
  };
