import type { Message as MessageBody } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { ConversationChange } from '../../domain/changes.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { distinctMembers, isMember, peerOf, stateOf } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { isRead } from '../../domain/message.ts';
import {
  deleteChange,
  editChange,
  mayBeEdited,
  readMessageChange,
} from '../../domain/message-changes.ts';
import { parseMessageId } from '../../domain/message-id.ts';
import type { OtherMember } from '../../domain/privacy.ts';
import { mayPass } from '../../domain/privacy.ts';
import type { Caller, User } from '../../domain/user.ts';
import { isTokenAccepted } from '../../domain/user.ts';
import type { ConversationStore, Decision, Snapshot } from '../../ports/conversations.ts';
import type { Clock } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Push } from '../../push.ts';
import { toAll } from '../../push.ts';
import type { Failure, Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import type { Between } from '../../shared/deliveries.ts';
import { messageDeliveries, presenceOfBoth } from '../../shared/deliveries.ts';
import { otherMember } from '../../shared/other-member.ts';
import { blocked, messageNotFound as notFound, unauthenticated } from '../../shared/refusals.ts';
import { messageView } from '../../views/message-view.ts';

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly clock: Clock;
  readonly push: Push;
}

const notAuthor = fail('not_author', { detail: 'Only the author of the message may do this.' });
const deleted = fail('message_deleted', { detail: 'The message has been deleted.' });
const alreadyRead = fail('message_read', { detail: 'The message has been read.' });
const tooManyEdits = fail('too_many_edits', { detail: 'The message was edited too often.' });

interface Changed {
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

/**
 * Reads a consistent snapshot, applies the rule, and writes the change. Membership is checked first: for
 * others an existing message is like a missing one.
 */
const makeChange =
  (deps: Deps) =>
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
    const decide = (
      snapshot: Snapshot,
    ): Decision<Result<Changed, F['code'] | 'unauthenticated' | 'message_not_found'>> => {
      const { conversation, message, users, isBlocked } = snapshot;
      const peer = between && users.get(between[1]);
      const other = peer && { peer, isBlocked };
      const user = users.get(caller.userId);
      if (!isTokenAccepted(user, caller)) return { result: unauthenticated };
      const isSeen = conversation && message && isMember(conversation, caller.userId);
      if (!isSeen) return { result: notFound };
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
    const { conversationId, seq } = parsed;
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

const betweenOf = async (deps: Deps, { conversation, user, other }: Changed): Promise<Between> => ({
  conversation,
  member: user,
  other: other ?? (await otherMember(deps, conversation, user.id)),
});

const editRule = (message: Message, conversation: Conversation, content: string, now: number) => {
  if (message.deletedAt !== null) return deleted;
  if (message.content !== content && !mayBeEdited(message)) return tooManyEdits;
  return editChange(conversation, message, content, now);
};

/** Edits the caller's own message. The other member gets 403, everyone else 404. */
export const makeEditMessage = (deps: Deps) => {
  const change = makeChange(deps);
  /** The caller and the other member, which never change; undefined if the caller is not a member. */
  const pairOf = async ({ userId }: Caller, id: string) => {
    const parsed = parseMessageId(id);
    const conversation =
      parsed && (await deps.conversations.get(parsed.conversationId, 'eventual'));
    if (!conversation || !isMember(conversation, userId)) return undefined;
    return [userId, peerOf(conversation, userId)] as const;
  };

  return async (caller: Caller, { id, content }: { id: string; content: string }) => {
    const rule = (
      message: Message,
      conversation: Conversation,
      now: number,
      isBlocked: boolean,
    ) => {
      if (message.senderId !== caller.userId) return notAuthor;
      // An edit would send new text despite a block.
      return isBlocked ? blocked : editRule(message, conversation, content, now);
    };
    const edited = await change(caller, id, rule, await pairOf(caller, id));
    if (!edited.ok) return edited;
    const { message, conversation, user, isNew } = edited.value;
    const between = await betweenOf(deps, edited.value);
    if (isNew) await deps.push(messageDeliveries('message:update', message, between));
    const seesReceipts = mayPass('readReceipts', conversation, user, between.other);
    return ok<MessageBody>(messageView(message, conversation, { id: user.id, seesReceipts }));
  };
};

/** Was this the author's last message, so that `haveBothWritten` becomes false? */
const endsAcquaintance = ({ conversation, member, other: { peer, isBlocked } }: Between): boolean =>
  !isBlocked &&
  stateOf(conversation, member.id).sent === 0 &&
  stateOf(conversation, peer.id).sent > 0;

/** Deletes the caller's own message, leaving a placeholder; with `onlyUnread` a read message stays. */
export const makeDeleteMessage = (deps: Deps) => {
  const change = makeChange(deps);
  return async (caller: Caller, request: { id: string; onlyUnread: boolean }) => {
    const gone = await change(caller, request.id, (message, conversation, now) => {
      if (message.senderId !== caller.userId) return notAuthor;
      if (message.deletedAt !== null) return notFound;
      if (request.onlyUnread && isRead(message, conversation)) return alreadyRead;
      return deleteChange(conversation, message, now);
    });
    if (!gone.ok) return gone;
    const between = await betweenOf(deps, gone.value);
    const deliveries = messageDeliveries('message:delete', gone.value.message, between);
    const hidden = endsAcquaintance(between) ? presenceOfBoth(between, deps.clock.now()) : [];
    await deps.push([...deliveries, ...hidden]);
    return ok(null);
  };
};

/** Marks one received message as read. Anyone but its receiver gets 404, also for a deleted message. */
export const makeReadMessage = (deps: Deps) => {
  const change = makeChange(deps);
  return async (caller: Caller, id: string) => {
    const read = await change(caller, id, (message, conversation, now) => {
      if (message.receiverId !== caller.userId || message.deletedAt !== null) return notFound;
      return readMessageChange(conversation, message, now);
    });
    if (!read.ok) return read;
    const { message, conversation, user, isNew } = read.value;
    const event: ServerEvent = {
      type: 'message:read',
      conversation_id: conversation.id,
      seq: message.rev,
      ver: conversation.ver,
      payload: { user_id: caller.userId, message_id: id, seq: message.seq },
    };
    if (isNew) {
      const other = await otherMember(deps, conversation, user.id);
      const showsReceipt = mayPass('readReceipts', conversation, user, other);
      await deps.push(toAll(showsReceipt ? distinctMembers(conversation) : [user.id], event));
    }
    return ok<MessageBody>(messageView(message, conversation, { id: user.id, seesReceipts: true }));
  };
};
