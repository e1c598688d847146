import type { Message as MessageBody } from '#contracts/http/messages.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { distinctMembers, hasWritten, haveBothWritten } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import { isRead } from '../../domain/message.ts';
import {
  deleteChange,
  editChange,
  mayBeEdited,
  readMessageChange,
} from '../../domain/message-changes.ts';
import { mayPass } from '../../domain/privacy.ts';
import type { Caller } from '../../domain/user.ts';
import { toAll } from '../../push.ts';
import { fail, ok } from '../../result.ts';
import type { ChangeDeps } from '../../shared/change-one-message.ts';
import {
  betweenOf,
  makeChange,
  makePairOf,
  updateDeliveries,
} from '../../shared/change-one-message.ts';
import type { Between } from '../../shared/deliveries.ts';
import { messageDeliveries, presenceOfBoth } from '../../shared/deliveries.ts';
import { otherMember } from '../../shared/other-member.ts';
import { blocked, messageDeleted, messageNotFound as notFound } from '../../shared/refusals.ts';
import { messageView } from '../../views/message-view.ts';

const notAuthor = fail('not_author', { detail: 'Only the author of the message may do this.' });
const alreadyRead = fail('message_read', { detail: 'The message has been read.' });
const tooManyEdits = fail('too_many_edits', { detail: 'The message was edited too often.' });

const editRule = (message: Message, conversation: Conversation, content: string, now: number) => {
  if (message.deletedAt !== null) return messageDeleted;
  if (message.content !== content && !mayBeEdited(message)) return tooManyEdits;
  return editChange(conversation, message, content, now);
};

/** Edits the caller's own message. The other member gets 403, everyone else 404. */
export const makeEditMessage = (deps: ChangeDeps) => {
  const change = makeChange(deps);
  const pairOf = makePairOf(deps);

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
    if (isNew) await deps.push(await updateDeliveries(deps, message, between));
    const seesReceipts = mayPass('readReceipts', conversation, user, between.other);
    return ok<MessageBody>(messageView(message, conversation, { id: user.id, seesReceipts }));
  };
};

/** Was this the author's last message, so that `haveBothWritten` becomes false? */
const endsAcquaintance = ({ conversation, other: { peer, isBlocked } }: Between): boolean =>
  !isBlocked && !haveBothWritten(conversation) && hasWritten(conversation, peer.id);

/**
 * Deletes the caller's own message, leaving a placeholder; with `onlyUnread` a read message stays. Also one that the
 * caller no longer sees: nothing of it is in the answer.
 */
export const makeDeleteMessage = (deps: ChangeDeps) => {
  const change = makeChange(deps, { isBlind: true });
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
export const makeReadMessage = (deps: ChangeDeps) => {
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
