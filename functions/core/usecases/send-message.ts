import { createHash } from 'node:crypto';
import type { Message as MessageBody } from '../../contracts/http/messages.ts';
import type { Conversation } from '../domain/conversation.ts';
import { distinctMembers, isMember, peerOf } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { parseMessageId } from '../domain/message-id.ts';
import type { Draft } from '../domain/send.ts';
import { sendChange } from '../domain/send.ts';
import type { Caller } from '../domain/user.ts';
import { admits, isReachable } from '../domain/user.ts';
import type { Clock, ConversationStore, Decision, Ids, Snapshot, UserStore } from '../ports.ts';
import type { Push } from '../push.ts';
import { toAll } from '../push.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { messageView } from '../views/message-view.ts';
import { authenticate, unauthenticated } from './authenticate.ts';
import { conversationNotFound } from './member-access.ts';
import { openBetween, userNotFound } from './open-conversation.ts';

export interface SendRequest {
  readonly to: { readonly receiverId: string } | { readonly conversationId: string };
  readonly content: string;
  readonly replyToId?: string | undefined;
  readonly clientId?: string | undefined;
}

export type SendRefusal =
  | 'unauthenticated'
  | 'user_not_found'
  | 'conversation_not_found'
  | 'message_not_found'
  | 'client_id_reused';

interface Sent {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly created: boolean;
}

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
}

const hashOf = (request: SendRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([request.content, request.replyToId ?? null]))
    .digest('base64url');

/** Pure: may run again on a newer snapshot. A used `client_id` answers before anything else is asked. */
const decide = (
  { conversation, users, guard, guarded }: Snapshot,
  caller: Caller,
  draft: Draft,
  repliesToNothing: boolean,
  now: number,
): Decision<Result<Sent, SendRefusal>> => {
  if (!admits(users.get(caller.userId), caller)) return { result: unauthenticated };
  if (!conversation || !isMember(conversation, caller.userId)) {
    return { result: conversationNotFound };
  }
  if (guard && guarded) {
    return guard.requestHash === draft.requestHash
      ? { result: ok({ message: guarded, conversation, created: false }) }
      : { result: fail('client_id_reused', { detail: 'client_id was used for another request.' }) };
  }
  if (!isReachable(users.get(peerOf(conversation, caller.userId)))) return { result: userNotFound };
  if (repliesToNothing) {
    return { result: fail('message_not_found', { detail: 'reply_to_id names no message here.' }) };
  }
  const change = sendChange(conversation, draft, now);
  const sent = { message: change.insert, conversation: change.conversation, created: true };
  return { change, result: ok(sent) };
};

/**
 * Sends a message, to a user or in a conversation. The same `clientId` never makes a second message:
 * the first one is returned with `created: false`, and pushed again (the first push may be lost).
 */
export const makeSendMessage = (deps: Deps) => {
  const conversationWith = async (
    caller: Caller,
    receiverId: string,
  ): Promise<Result<{ id: string; peerId: string }, SendRefusal>> => {
    const id = await deps.conversations.findByPair(caller.userId, receiverId);
    if (id) return ok({ id, peerId: receiverId });
    const [user, receiver] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(receiverId),
    ]);
    if (!user.ok) return user;
    if (!isReachable(receiver)) return userNotFound;
    const { conversation } = await openBetween(deps, user.value, receiver);
    return ok({ id: conversation.id, peerId: receiverId });
  };

  const target = async (
    caller: Caller,
    to: SendRequest['to'],
  ): Promise<Result<{ id: string; peerId: string }, SendRefusal>> => {
    if ('receiverId' in to) return conversationWith(caller, to.receiverId);
    const conversation = await deps.conversations.get(to.conversationId);
    if (conversation && isMember(conversation, caller.userId)) {
      return ok({ id: conversation.id, peerId: peerOf(conversation, caller.userId) });
    }
    const user = await authenticate(deps.users, caller);
    return user.ok ? conversationNotFound : user;
  };

  const namesNothing = async (conversationId: string, replyToId: string | undefined) => {
    if (replyToId === undefined) return false;
    const reply = parseMessageId(replyToId);
    if (reply?.conversationId !== conversationId) return true;
    return (await deps.conversations.getMessage(conversationId, reply.seq)) === null;
  };

  return async (
    caller: Caller,
    request: SendRequest,
  ): Promise<Result<{ message: MessageBody; created: boolean }, SendRefusal>> => {
    const found = await target(caller, request.to);
    if (!found.ok) return found;
    const { id: conversationId, peerId } = found.value;
    const repliesToNothing = await namesNothing(conversationId, request.replyToId);
    const draft: Draft = {
      senderId: caller.userId,
      content: request.content,
      replyToId: request.replyToId ?? null,
      clientId: request.clientId ?? deps.ids.uuid(),
      requestHash: hashOf(request),
    };
    const sent = await deps.conversations.change(
      {
        conversationId,
        users: [...new Set([caller.userId, peerId])],
        guard: { senderId: caller.userId, clientId: draft.clientId },
      },
      (snapshot) => decide(snapshot, caller, draft, repliesToNothing, deps.clock.now()),
    );
    if (!sent.ok) return sent;
    const { message, conversation, created } = sent.value;
    const view = messageView(message, conversation);
    await deps.push(
      toAll(distinctMembers(conversation), {
        type: 'message:new',
        conversation_id: conversation.id,
        seq: message.seq,
        ver: conversation.ver,
        payload: view,
      }),
    );
    return ok({ message: view, created });
  };
};
