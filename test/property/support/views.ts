import { deepStrictEqual, ok } from 'node:assert/strict';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { Message } from '#contracts/http/messages.ts';
import { requestLimits } from '#contracts/http/request-limits.ts';
import type { ConversationModel, MessageModel, Model } from './model.ts';
import {
  hidesRead,
  isArchived,
  isDeleted,
  isRead,
  isVisible,
  markOf,
  messagesOf,
  peerOf,
  personOf,
  seesReceipts,
  settingsOf,
  unknown,
  unreadCount,
} from './model.ts';
import { photoPath } from './people-views.ts';

/** Compares answers with the model; ids and times that the server sets are stored in the model. */

const timeFields = ['created_at', 'updated_at', 'read_at', 'edited_at', 'deleted_at'] as const;

const learnTimes = ({ times }: MessageModel, body: Message, hidesReads: boolean): void => {
  for (const field of timeFields) {
    if (hidesReads && (field === 'read_at' || field === 'updated_at')) continue;
    if (times[field] !== unknown) continue;
    ok(body[field] !== null, `${field} of a message to which it happened`);
    times[field] = body[field];
  }
  ok(body.updated_at >= String(times.created_at), 'updated_at before created_at');
};

/** A deleted message has none. */
const shownFiles = (message: MessageModel): object[] =>
  isDeleted(message) ? [] : message.files.map(({ shown }) => shown);

export const checkMessage = (
  model: Model,
  conversation: ConversationModel,
  message: MessageModel,
  by: number,
  body: Message,
  /** In the log, and for a repeated send, whoever no longer sees a message gets its place only. */
  isGone = false,
): void => {
  conversation.id ||= body.conversation_id;
  message.id ||= body.id;
  message.clientId ||= body.client_id;
  const isHidden = hidesRead(model, conversation, message, by);
  learnTimes(message, body, isHidden);
  deepStrictEqual(body, {
    id: message.id,
    conversation_id: conversation.id,
    seq: message.seq,
    rev: message.rev,
    sender_id: personOf(model, message.sender).id,
    receiver_id: personOf(model, message.receiver).id,
    text: message.content,
    content: message.content,
    attachments: shownFiles(message),
    reactions: [...message.reactions].map(([person, emoji]) => ({
      user_id: personOf(model, person).id,
      emoji,
    })),
    reply_to_id: message.replyTo,
    is_read: !isHidden && isRead(conversation, message),
    ...message.times,
    ...(isHidden && { read_at: null, updated_at: body.updated_at }),
    client_id: message.clientId,
    ...(isGone && {
      text: null,
      content: null,
      attachments: [],
      reactions: [],
      reply_to_id: null,
      deleted_at: message.times.deleted_at ?? message.times.created_at,
      hidden: true,
    }),
  });
};

/** A message and its conversation. */
export interface Listed {
  readonly conversation: ConversationModel;
  readonly message: MessageModel;
}

/** Exactly the expected messages, in this order. */
export const checkMessages = (
  model: Model,
  by: number,
  expected: readonly Listed[],
  bodies: readonly Message[],
  what: string,
): void => {
  deepStrictEqual(
    bodies.map(({ id }) => id),
    expected.map(({ message }) => message.id),
    what,
  );
  for (const [index, { conversation, message }] of expected.entries()) {
    checkMessage(model, conversation, message, by, bodies[index] as Message);
  }
};

const lastMessageOf = (model: Model, conversation: ConversationModel, by: number) => {
  const last = messagesOf(conversation).at(-1);
  const isSeen = last && isVisible(conversation, by, last);
  return last
    ? {
        id: last.id,
        seq: last.seq,
        sender_id: personOf(model, last.sender).id,
        preview: isSeen ? (last.content ?? '') : '',
        has_attachments: isSeen && shownFiles(last).length > 0,
        ...(!isSeen && { hidden: true }),
        deleted: isDeleted(last) || !isSeen,
        created_at: last.times.created_at,
      }
    : null;
};

const meOf = (conversation: ConversationModel, by: number) => {
  const { ver, isMuted, isPinned, archivedSeq, markedSeq, clearedSeq, marksVer } = settingsOf(
    conversation,
    by,
  );
  return {
    ver,
    muted_until: isMuted ? 'forever' : null,
    is_pinned: isPinned,
    is_archived: isArchived(conversation, by),
    archived_seq: archivedSeq,
    is_marked_unread: markedSeq !== null && markOf(conversation, by) <= markedSeq,
    marked_unread_seq: markedSeq,
    cleared_seq: clearedSeq,
    marks_ver: marksVer,
  };
};

const requestOf = ({ request }: ConversationModel, by: number) => {
  if (!request) return {};
  const received = request.isDeclined ? 'declined' : 'received';
  const messages_left = requestLimits.messages - request.messages;
  return { request: { state: request.to === by ? received : 'sent', messages_left } };
};

/** In the view of one of its members. */
export const checkConversation = (
  model: Model,
  conversation: ConversationModel,
  by: number,
  body: Conversation,
): void => {
  conversation.id ||= body.id;
  const peer = personOf(model, peerOf(conversation, by));
  const { created_at, updated_at, ...rest } = body;
  ok(updated_at >= created_at, 'updated_at before created_at');
  deepStrictEqual(rest, {
    id: conversation.id,
    ver: conversation.ver,
    peer: {
      id: peer.id,
      username: peer.name,
      display_name: peer.displayName,
      photo: photoPath(peer),
      is_active: peer.isActive,
      online: false,
      last_seen: null,
    },
    last_message: lastMessageOf(model, conversation, by),
    last_seq: conversation.log.length,
    unread_count: unreadCount(conversation, by),
    my_read_seq: markOf(conversation, by),
    peer_read_seq: seesReceipts(model, conversation)
      ? markOf(conversation, peerOf(conversation, by))
      : 0,
    me: meOf(conversation, by),
    ...requestOf(conversation, by),
  });
};
