import type { ErrorCode } from '#contracts/errors.ts';
import { requestLimits } from '#contracts/http/request-limits.ts';
import type {
  ConversationModel,
  FileModel,
  InvitationModel,
  MessageModel,
  Model,
} from './model.ts';
import {
  between,
  isActive,
  isBlockedBetween,
  isMember,
  messagesOf,
  peerOf,
  unknown,
} from './model.ts';

/** The required answer: a refusal, or a status and a body. */
export type Outcome =
  | ErrorCode
  | {
      readonly status: number;
      readonly conversation?: ConversationModel;
      readonly message?: MessageModel;
      readonly invitation?: InvitationModel;
    };

export interface SendAsked {
  readonly by: number;
  readonly content: string;
  readonly clientId: string | undefined;
  readonly replyTo: string | undefined;
  readonly files: readonly FileModel[];
}

export const newConversation = (
  model: Model,
  by: number,
  peer: number,
  { isInvited = false } = {},
): ConversationModel => {
  const conversation = {
    id: '',
    members: [by, peer] as const,
    ver: 1,
    log: [],
    marks: new Map(),
    settings: new Map(),
    request: by === peer || isInvited ? null : { to: peer, isDeclined: false, messages: 0 },
  };
  model.conversations.push(conversation);
  return conversation;
};

const append = (conversation: ConversationModel, asked: SendAsked): MessageModel => {
  const seq = conversation.log.length + 1;
  const receiver = peerOf(conversation, asked.by);
  const message: MessageModel = {
    id: '',
    clientId: asked.clientId ?? '',
    seq,
    sender: asked.by,
    receiver,
    replyTo: asked.replyTo ?? null,
    firstContent: asked.content,
    rev: seq,
    content: asked.content,
    edits: 0,
    files: asked.files,
    reactions: new Map(),
    times: {
      created_at: unknown,
      updated_at: unknown,
      read_at: receiver === asked.by ? unknown : null,
      edited_at: null,
      deleted_at: null,
    },
  };
  conversation.log.push({ kind: 'message', message });
  for (const file of asked.files) file.sentIn = { conversation, message };
  const { request } = conversation;
  if (request?.to === asked.by) conversation.request = null;
  else if (request) conversation.request = { ...request, messages: request.messages + 1 };
  conversation.ver += 1;
  return message;
};

const namesOf = (files: readonly FileModel[]): string => files.map(({ id }) => id).join();

/** The user's own, and not in a message yet. */
export const mayTake = ({ owner, sentIn }: FileModel, by: number): boolean =>
  owner === by && sentIn === null;

const deliver = (model: Model, conversation: ConversationModel, asked: SendAsked): Outcome => {
  const messages = messagesOf(conversation);
  const first = messages.find(
    ({ sender, clientId }) => sender === asked.by && clientId === asked.clientId,
  );
  if (first) {
    const isSame =
      first.firstContent === asked.content &&
      first.replyTo === (asked.replyTo ?? null) &&
      namesOf(first.files) === namesOf(asked.files);
    return isSame ? { status: 200, conversation, message: first } : 'client_id_reused';
  }
  const peer = peerOf(conversation, asked.by);
  if (!isActive(model, peer)) return 'user_not_found';
  if (isBlockedBetween(model, asked.by, peer)) return 'blocked';
  const answersNothing =
    asked.replyTo !== undefined && !messages.some(({ id }) => id === asked.replyTo);
  if (answersNothing) return 'message_not_found';
  const { request } = conversation;
  const isWaiting = request !== null && request.to !== asked.by;
  if (isWaiting && (asked.files.length > 0 || request.messages >= requestLimits.messages)) {
    return 'request_pending';
  }
  if (!asked.files.every((file) => mayTake(file, asked.by))) return 'invalid_attachment';
  return { status: 201, conversation, message: append(conversation, asked) };
};

export const acceptRequest = (conversation: ConversationModel): void => {
  conversation.request = null;
  conversation.ver += 1;
};

export const answer = (
  model: Model,
  asked: { by: number; conversation: ConversationModel | undefined; isAccepted: boolean },
): Outcome => {
  const { by, conversation, isAccepted } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  if (!conversation || !isMember(conversation, by)) return 'conversation_not_found';
  const { request } = conversation;
  if (request?.to !== by) {
    return isAccepted && !request ? { status: 200, conversation } : 'no_request';
  }
  if (isAccepted) acceptRequest(conversation);
  else if (!request.isDeclined) {
    conversation.request = { ...request, isDeclined: true };
    conversation.ver += 1;
  }
  return { status: 200, conversation };
};

export const open = (model: Model, { by, peer }: { by: number; peer: number }): Outcome => {
  if (!isActive(model, by)) return 'unauthenticated';
  if (!isActive(model, peer)) return 'user_not_found';
  if (isBlockedBetween(model, by, peer)) return 'blocked';
  const known = between(model, by, peer);
  if (known?.request?.to === by) acceptRequest(known);
  return known
    ? { status: 200, conversation: known }
    : { status: 201, conversation: newConversation(model, by, peer) };
};

export const sendTo = (model: Model, asked: SendAsked & { to: number }): Outcome => {
  const { by, to } = asked;
  if (!isActive(model, by)) return 'unauthenticated';
  const known = between(model, by, to);
  if (known) return deliver(model, known, asked);
  if (!isActive(model, to)) return 'user_not_found';
  if (isBlockedBetween(model, by, to)) return 'blocked';
  // A refused reply or file leaves nothing behind, not even an empty conversation.
  if (asked.replyTo !== undefined) return 'message_not_found';
  if (asked.files.length > 0 && by !== to) return 'request_pending';
  return deliver(model, newConversation(model, by, to), asked);
};

export const post = (
  model: Model,
  asked: SendAsked & { conversation: ConversationModel | undefined },
): Outcome => {
  if (!isActive(model, asked.by)) return 'unauthenticated';
  const { conversation } = asked;
  if (!conversation || !isMember(conversation, asked.by)) return 'conversation_not_found';
  return deliver(model, conversation, asked);
};
