import type { ChangeKind } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import type { ConversationChange } from './changes.ts';
import type { Conversation, LastMessage, MemberState } from './conversation.ts';
import { nextVersion, stateOf } from './conversation.ts';
import type { Message } from './message.ts';
import { isRead, previewOf } from './message.ts';

/** A changed message with its log record; sets `seq` and `rev`. */
const changed = (
  conversation: Conversation,
  kind: ChangeKind,
  message: Message,
  now: number,
  more: { states?: Record<string, MemberState>; lastMessage?: LastMessage | null } = {},
): ConversationChange & { update: Message } => {
  const seq = conversation.seq + 1;
  const updatedAt = Math.max(now, message.updatedAt);
  return {
    conversation: nextVersion(conversation, now, { seq, ...more }),
    update: { ...message, rev: seq, updatedAt },
    record: { seq, kind, messageSeq: message.seq },
  };
};

const isLast = (last: LastMessage | null, message: Message): last is LastMessage =>
  last !== null && last.seq === message.seq;

/** Marks one message as read; null if it is read already. */
export const readMessageChange = (conversation: Conversation, message: Message, now: number) => {
  if (isRead(message, conversation)) return null;
  const reader = stateOf(conversation, message.receiverId);
  const read = { ...message, readAt: Math.max(now, message.createdAt) };
  return changed(conversation, 'read', read, now, {
    states: { [message.receiverId]: { ...reader, unread: reader.unread - 1 } },
  });
};

export const mayBeEdited = (message: Message): boolean => message.edits < limits.message.maxEdits;

/** Changes the text; null if it is the same. */
export const editChange = (
  conversation: Conversation,
  message: Message,
  content: string,
  now: number,
) => {
  if (message.content === content) return null;
  const last = conversation.lastMessage;
  const editedAt = Math.max(now, message.createdAt);
  const edited = { ...message, content, editedAt, edits: message.edits + 1 };
  return changed(conversation, 'edit', edited, now, {
    lastMessage: isLast(last, message) ? { ...last, preview: previewOf(content) } : last,
  });
};

/** Both members' counts without the message. */
const statesWithout = (
  conversation: Conversation,
  message: Message,
): Record<string, MemberState> => {
  const { senderId, receiverId } = message;
  const sender = stateOf(conversation, senderId);
  const lessSent = { ...sender, sent: sender.sent - 1 };
  const receiver = senderId === receiverId ? lessSent : stateOf(conversation, receiverId);
  return {
    [senderId]: lessSent,
    [receiverId]: {
      ...receiver,
      received: receiver.received - 1,
      unread: receiver.unread - (isRead(message, conversation) ? 0 : 1),
    },
  };
};

/** Replaces the message by a placeholder without content, attachments and reactions. */
export const deleteChange = (conversation: Conversation, message: Message, now: number) => {
  const last = conversation.lastMessage;
  const deletedAt = Math.max(now, message.createdAt);
  const placeholder: Message = {
    ...message,
    content: null,
    attachments: [],
    reactions: [],
    deletedAt,
  };
  const change = changed(conversation, 'delete', placeholder, now, {
    states: statesWithout(conversation, message),
    lastMessage: isLast(last, message)
      ? { ...last, preview: '', hasAttachments: false, deleted: true }
      : last,
  });
  const detach = message.attachments.map(({ id }) => id);
  return detach.length > 0 ? { ...change, detach } : change;
};

/**
 * Sets or, with null, removes a member's reaction; null if the message has it already. It changes no time: the
 * author has changed nothing.
 */
export const reactionChange = (
  conversation: Conversation,
  message: Message,
  userId: string,
  emoji: string | null,
) => {
  const known = message.reactions.find((reaction) => reaction.userId === userId);
  if ((known?.emoji ?? null) === emoji) return null;
  const own = emoji === null ? [] : [{ userId, emoji }];
  const reactions = known
    ? message.reactions.flatMap((reaction) => (reaction === known ? own : [reaction]))
    : [...message.reactions, ...own];
  return changed(conversation, 'reaction', { ...message, reactions }, message.updatedAt);
};
