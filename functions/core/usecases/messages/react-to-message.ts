import type { Message as MessageBody } from '#contracts/http/messages.ts';
import { reactionChange } from '../../domain/message-changes.ts';
import { mayPass } from '../../domain/privacy.ts';
import { requestIn } from '../../domain/requests/message-request.ts';
import type { Caller } from '../../domain/user.ts';
import { ok } from '../../result.ts';
import type { ChangeDeps, Changed } from '../../shared/change-one-message.ts';
import {
  betweenOf,
  makeChange,
  makePairOf,
  updateDeliveries,
} from '../../shared/change-one-message.ts';
import { blocked, messageDeleted, requestPending } from '../../shared/refusals.ts';
import { messageView } from '../../views/message-view.ts';

/** Emits a new reaction, or its removal, and returns the message. */
const makePublish = (deps: ChangeDeps) => async (changed: Changed) => {
  const { message, conversation, user, isNew } = changed;
  const between = await betweenOf(deps, changed);
  if (isNew) await deps.push(await updateDeliveries(deps, message, between));
  const seesReceipts = mayPass('readReceipts', conversation, user, between.other);
  return ok<MessageBody>(messageView(message, conversation, { id: user.id, seesReceipts }));
};

/** Sets the caller's reaction to a message. It shows something new, so a block refuses it. */
export const makePutReaction = (deps: ChangeDeps) => {
  const [change, pairOf, publish] = [makeChange(deps), makePairOf(deps), makePublish(deps)];
  return async (caller: Caller, { id, emoji }: { id: string; emoji: string }) => {
    const reacted = await change(
      caller,
      id,
      (message, conversation, _now, isBlocked) => {
        if (isBlocked) return blocked;
        if (requestIn(conversation)) return requestPending;
        if (message.deletedAt !== null) return messageDeleted;
        return reactionChange(conversation, message, caller.userId, emoji);
      },
      await pairOf(caller, id),
    );
    return reacted.ok ? publish(reacted.value) : reacted;
  };
};

/** Removes the caller's reaction, also despite a block. */
export const makeDeleteReaction = (deps: ChangeDeps) => {
  const [change, publish] = [makeChange(deps), makePublish(deps)];
  return async (caller: Caller, id: string) => {
    const removed = await change<never>(caller, id, (message, conversation) =>
      reactionChange(conversation, message, caller.userId, null),
    );
    return removed.ok ? publish(removed.value) : removed;
  };
};
