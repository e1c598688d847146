import { createHash } from 'node:crypto';
import type { Message as MessageBody } from '../../contracts/http/messages.ts';
import type { ServerEvent } from '../../contracts/realtime.ts';
import type { Conversation } from '../domain/conversation.ts';
import { distinctMembers, isMember, peerOf } from '../domain/conversation.ts';
import type { Message } from '../domain/message.ts';
import { parseMessageId } from '../domain/message-id.ts';
import type { Draft } from '../domain/send.ts';
import { sendChange } from '../domain/send.ts';
import type { Caller } from '../domain/user.ts';
import { admits, isReachable } from '../domain/user.ts';
import type {
  BlockStore,
  Clock,
  ConversationStore,
  Decision,
  Ids,
  Snapshot,
  UserStore,
} from '../ports.ts';
import type { Delivery, Push } from '../push.ts';
import { toAll } from '../push.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { messageView } from '../views/message-view.ts';
import { authenticate } from './authenticate.ts';
import { openBetween } from './open-conversation.ts';
import { blocked, conversationNotFound, unauthenticated, userNotFound } from './refusals.ts';

export interface SendRequest {
  readonly content: string;
  readonly replyToId?: string | undefined;
  readonly clientId?: string | undefined;
}

export type SendRefusal =
  | 'unauthenticated'
  | 'blocked'
  | 'user_not_found'
  | 'message_not_found'
  | 'client_id_reused';

type SendAnswer<C extends SendRefusal | 'conversation_not_found'> = Promise<
  Result<{ message: MessageBody; created: boolean }, C>
>;

interface Sent {
  readonly message: Message;
  readonly conversation: Conversation;
  readonly created: boolean;
  /** Nothing passes between the two: only the sender's own devices hear of it. */
  readonly isBlocked: boolean;
}

interface Deps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
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
  { conversation, users, guard, guarded, isBlocked }: Snapshot,
  caller: Caller,
  draft: Draft,
  repliesToNothing: boolean,
  now: number,
): Decision<Result<Sent, SendRefusal>> => {
  if (!admits(users.get(caller.userId), caller)) return { result: unauthenticated };
  if (!conversation) throw new Error('a conversation is never removed');
  if (guard && guarded) {
    return guard.requestHash === draft.requestHash
      ? { result: ok({ message: guarded, conversation, created: false, isBlocked }) }
      : { result: fail('client_id_reused', { detail: 'client_id was used for another request.' }) };
  }
  if (isBlocked) return { result: blocked };
  if (!isReachable(users.get(peerOf(conversation, caller.userId)))) return { result: userNotFound };
  if (repliesToNothing) {
    return { result: fail('message_not_found', { detail: 'reply_to_id names no message here.' }) };
  }
  const change = sendChange(conversation, draft, now);
  const sent = {
    message: change.insert,
    conversation: change.conversation,
    created: true,
    isBlocked,
  };
  return { change, result: ok(sent) };
};

/**
 * Sends a message, to a user or in a conversation. The same `clientId` never makes a second message:
 * the first one is returned with `created: false`, and pushed again (the first push may be lost).
 */
export const makeSendMessage = (deps: Deps) => {
  const namesNothing = async (conversationId: string, replyToId: string | undefined) => {
    if (replyToId === undefined) return false;
    const reply = parseMessageId(replyToId);
    if (reply?.conversationId !== conversationId) return true;
    return (await deps.conversations.getMessage(conversationId, reply.seq)) === null;
  };

  /** The caller is a member of the conversation; the peer is the other one. */
  const send = async (
    caller: Caller,
    conversationId: string,
    peerId: string,
    request: SendRequest,
    news: readonly Delivery[] = [],
  ): SendAnswer<SendRefusal> => {
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
        between: [caller.userId, peerId],
        guard: { senderId: caller.userId, clientId: draft.clientId },
      },
      (snapshot) => decide(snapshot, caller, draft, repliesToNothing, deps.clock.now()),
    );
    if (!sent.ok) return sent;
    const { message, conversation, created, isBlocked } = sent.value;
    const view = messageView(message, conversation);
    const heardBy = isBlocked ? [caller.userId] : distinctMembers(conversation);
    const event: ServerEvent = {
      type: 'message:new',
      conversation_id: conversation.id,
      seq: message.seq,
      ver: conversation.ver,
      payload: view,
    };
    await deps.push([...news, ...toAll(heardBy, event)]);
    return ok({ message: view, created });
  };

  const toUser = async (
    caller: Caller,
    receiverId: string,
    request: SendRequest,
  ): SendAnswer<SendRefusal> => {
    const known = await deps.conversations.findByPair(caller.userId, receiverId);
    if (known) return send(caller, known, receiverId, request);
    const [user, receiver] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(receiverId),
    ]);
    if (!user.ok) return user;
    if (!isReachable(receiver)) return userNotFound;
    if (await deps.blocks.isBlockedBetween(caller.userId, receiverId)) return blocked;
    const { conversation, news } = await openBetween(deps, user.value, receiver);
    return send(caller, conversation.id, receiverId, request, news);
  };

  const inConversation = async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
  ): SendAnswer<SendRefusal | 'conversation_not_found'> => {
    const conversation = await deps.conversations.get(conversationId);
    if (conversation && isMember(conversation, caller.userId)) {
      return send(caller, conversationId, peerOf(conversation, caller.userId), request);
    }
    const user = await authenticate(deps.users, caller);
    return user.ok ? conversationNotFound : user;
  };

  return { toUser, inConversation };
};
