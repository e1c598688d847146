import { hash } from 'node:crypto';
import type { RequestMode } from '#contracts/closed-lists.ts';
import type { Message as MessageBody } from '#contracts/http/messages.ts';
import { isMember, peerOf } from '../../domain/conversation.ts';
import { parseMessageId } from '../../domain/message-id.ts';
import { mayPass } from '../../domain/privacy.ts';
import type { Caller } from '../../domain/user.ts';
import { isReachable } from '../../domain/user.ts';
import type { ConversationStore } from '../../ports/conversations.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import type { BlockStore, UserStore } from '../../ports/users.ts';
import type { Delivery, Push } from '../../push.ts';
import type { Result, Success } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticate } from '../../shared/authenticate.ts';
import { messageEvents, presenceOfBoth, toRecipients } from '../../shared/deliveries.ts';
import {
  blocked,
  conversationNotFound,
  requestPending,
  userNotFound,
} from '../../shared/refusals.ts';
import type { Attempt, SendRefusal, Sent } from '../../shared/send-decision.ts';
import { decideSend, noReply, takeOwn } from '../../shared/send-decision.ts';
import { seenEvents } from '../../shared/visibility/seen-events.ts';
import type { SightDeps } from '../../shared/visibility/sight.ts';
import { openBetween } from '../conversations/open-conversation.ts';

export interface SendRequest {
  /** Optional with attachments. */
  readonly content?: string | undefined;
  readonly replyToId?: string | undefined;
  readonly isForwarded?: true | undefined;
  readonly clientId?: string | undefined;
  readonly attachmentIds?: readonly string[] | undefined;
  /** Hashes of inline files, since their ids differ on each try. */
  readonly fileHashes?: readonly string[] | undefined;
  /** The client's own socket: its event is the answer. */
  readonly socketId?: string | undefined;
}

interface Answer {
  readonly message: MessageBody;
  readonly created: boolean;
  /** `ver` of the conversation, as in the event. */
  readonly ver: number;
}
type PlacedRefusal = SendRefusal | 'conversation_not_found';

/** A conversation of the caller, and its other member. */
interface Place {
  readonly conversationId: string;
  readonly peerId: string;
}

/** The marks of members are read for a repeated send only. */
export interface SendDeps extends SightDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
  readonly requests: RequestMode;
}

const hasFiles = ({ attachmentIds = [], fileHashes = [] }: SendRequest): boolean =>
  attachmentIds.length + fileHashes.length > 0;

/** The hash of requests as they were before must not change: guards are stored for 30 days. */
const hashOf = (request: SendRequest): string => {
  const { content, replyToId, attachmentIds, fileHashes, isForwarded } = request;
  const attached = fileHashes ?? attachmentIds ?? [];
  const parts = [
    content ?? null,
    replyToId ?? null,
    ...(attached.length > 0 ? [attached] : []),
    ...(isForwarded ? ['forwarded'] : []),
  ];
  return hash('sha256', JSON.stringify(parts), 'base64url');
};

/**
 * Sends a message, to a user or in a conversation. Repeating a `clientId` creates no second message: the
 * first one is returned with `created: false` and pushed again, since its push may have been lost.
 */
export const makeSendMessage = (deps: SendDeps) => {
  const namesNothing = async (conversationId: string, replyToId: string | undefined) => {
    if (replyToId === undefined) return false;
    const reply = parseMessageId(replyToId);
    if (reply?.conversationId !== conversationId) return true;
    return (await deps.conversations.getMessage(conversationId, reply.seq)) === null;
  };

  /** Decides on a snapshot. A dry run skips the check of attachments and writes nothing. */
  const attempt = async (
    caller: Caller,
    { conversationId, peerId }: Place,
    request: SendRequest,
    isDryRun = false,
  ): Promise<Result<Sent, SendRefusal>> => {
    const { userId } = caller;
    const { attachmentIds = [], clientId = deps.ids.uuid() } = request;
    const attempted: Attempt = {
      caller,
      draft: {
        senderId: userId,
        content: request.content ?? null,
        replyToId: request.replyToId ?? null,
        ...(request.isForwarded && { isForwarded: true }),
        clientId,
        requestHash: hashOf(request),
      },
      hasFiles: hasFiles(request),
      take: isDryRun ? () => ok([]) : takeOwn(userId, attachmentIds),
      repliesToNothing: await namesNothing(conversationId, request.replyToId),
    };
    return deps.conversations.change(
      {
        conversationId,
        users: [...new Set([userId, peerId])],
        between: [userId, peerId],
        guard: { senderId: userId, clientId },
        ...(attachmentIds.length > 0 && { attachmentIds }),
      },
      (snapshot) => {
        const decision = decideSend(snapshot, attempted, deps.clock.now());
        return isDryRun ? { result: decision.result } : decision;
      },
    );
  };

  const announce = async (
    { message, conversation, created, member, other, acquaints }: Sent,
    socketId: string | undefined,
    events: readonly Delivery[] = [],
  ): Promise<Success<Answer>> => {
    const between = { conversation, member, other };
    // No event for read marks, since it would have the version of the message: they follow with the next
    // read.
    const presence =
      acquaints && mayPass('presence', conversation, member, other)
        ? presenceOfBoth(between, deps.clock.now())
        : [];
    const all = messageEvents('message:new', message, between);
    const sent = created ? all : await seenEvents(deps, all, message);
    const deliveries = toRecipients(sent, message, between, socketId);
    await deps.push([...events, ...deliveries, ...presence]);
    // The response equals the event for the sender's devices.
    return ok({ message: sent.forSender.payload, created, ver: sent.forSender.ver });
  };

  const send = async (
    caller: Caller,
    place: Place,
    request: SendRequest,
    events: readonly Delivery[] = [],
  ): Promise<Result<Answer, SendRefusal>> => {
    const sent = await attempt(caller, place, request);
    if (sent.ok) return announce(sent.value, request.socketId, events);
    // The conversation stays open although the send failed: emit it to both.
    if (events.length > 0) await deps.push(events);
    return sent;
  };

  const toUser = async (
    caller: Caller,
    receiverId: string,
    request: SendRequest,
  ): Promise<Result<Answer, SendRefusal>> => {
    const known = await deps.conversations.findByPair(caller.userId, receiverId);
    if (known) return send(caller, { conversationId: known, peerId: receiverId }, request);
    const [user, receiver] = await Promise.all([
      authenticate(deps.users, caller),
      deps.users.get(receiverId),
    ]);
    if (!user.ok) return user;
    if (!isReachable(receiver)) return userNotFound;
    if (await deps.blocks.isBlockedBetween(caller.userId, receiverId)) return blocked;
    // A reply needs an existing conversation, and a request brings no files: none is opened.
    if (request.replyToId !== undefined) return noReply;
    const isRequest = deps.requests === 'on' && receiverId !== caller.userId;
    if (isRequest && hasFiles(request)) return requestPending;
    const { conversation, events } = await openBetween(deps, user.value, receiver, deps.requests);
    const place = { conversationId: conversation.id, peerId: receiverId };
    return send(caller, place, request, events);
  };

  /** A conversation that the caller is a member of. */
  const placeOf = async (
    caller: Caller,
    conversationId: string,
  ): Promise<Result<Place, 'unauthenticated' | 'conversation_not_found'>> => {
    // Members never change.
    const conversation = await deps.conversations.get(conversationId, 'eventual');
    if (conversation && isMember(conversation, caller.userId)) {
      return ok({ conversationId, peerId: peerOf(conversation, caller.userId) });
    }
    const user = await authenticate(deps.users, caller);
    return user.ok ? conversationNotFound : user;
  };

  const inConversation = async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
  ): Promise<Result<Answer, PlacedRefusal>> => {
    const place = await placeOf(caller, conversationId);
    return place.ok ? send(caller, place.value, request) : place;
  };

  /** A dry run of `inConversation`; null if it would send. */
  const dryRun = async (
    caller: Caller,
    conversationId: string,
    request: SendRequest,
  ): Promise<Result<Answer, PlacedRefusal> | null> => {
    const place = await placeOf(caller, conversationId);
    if (!place.ok) return place;
    const sent = await attempt(caller, place.value, request, true);
    if (!sent.ok) return sent;
    return sent.value.created ? null : announce(sent.value, request.socketId);
  };

  return { toUser, inConversation, dryRun };
};
