import { limits } from '#contracts/limits.ts';
import type { ConversationChange } from './changes.ts';
import type { Conversation, MemberState } from './conversation.ts';
import { nextVersion, peerOf, stateOf } from './conversation.ts';
import type { Message, MessageAttachment } from './message.ts';
import { previewOf } from './message.ts';
import { withMessage, withoutRequest } from './requests/message-request.ts';
import { timeFloor } from './visibility/disappearing.ts';
import { earlier, expiryOf } from './visibility/expiry.ts';

export interface Draft {
  readonly senderId: string;
  readonly content: string | null;
  readonly attachments: readonly MessageAttachment[];
  readonly replyToId: string | null;
  readonly isForwarded?: true;
  readonly clientId: string;
  readonly requestHash: string;
}

/** Whoever sends has accepted. */
const sentState = (state: MemberState): MemberState => ({
  ...withoutRequest(state),
  sent: state.sent + 1,
});
const receivedState = (state: MemberState, isUnread: boolean): MemberState => ({
  ...withMessage(state),
  received: state.received + 1,
  unread: state.unread + (isUnread ? 1 : 0),
});

/**
 * The change of a send: the message, its guard, both members' counts, and its attachments. The preview of a
 * message without text is the name of its first attachment.
 */
export const sendChange = (
  conversation: Conversation,
  draft: Draft,
  now: number,
): ConversationChange & { insert: Message } => {
  const { senderId } = draft;
  const receiverId = peerOf(conversation, senderId);
  const isNote = receiverId === senderId;
  const seq = conversation.seq + 1;
  const createdAt = Math.max(now, timeFloor(conversation));
  const expiresAt = expiryOf(conversation, createdAt);
  const nextExpiry = earlier(conversation.nextExpiry, expiresAt);
  const message: Message = {
    conversationId: conversation.id,
    seq,
    rev: seq,
    senderId,
    receiverId,
    content: draft.content,
    attachments: draft.attachments,
    reactions: [],
    replyToId: draft.replyToId,
    ...(draft.isForwarded && { isForwarded: true }),
    clientId: draft.clientId,
    readAt: isNote ? createdAt : null,
    editedAt: null,
    edits: 0,
    deletedAt: null,
    createdAt,
    updatedAt: createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
  };
  const sent = sentState(stateOf(conversation, senderId));
  const received = receivedState(isNote ? sent : stateOf(conversation, receiverId), !isNote);
  return {
    conversation: nextVersion(conversation, createdAt, {
      seq,
      states: isNote ? { [senderId]: received } : { [senderId]: sent, [receiverId]: received },
      lastMessage: {
        seq,
        senderId,
        preview: previewOf(draft.content, draft.attachments[0]?.filename),
        hasAttachments: draft.attachments.length > 0,
        deleted: false,
        createdAt,
        ...(expiresAt !== undefined && { expiresAt }),
      },
      ...(nextExpiry !== undefined && { nextExpiry }),
    }),
    insert: message,
    ...(draft.attachments.length > 0 && { attach: draft.attachments.map(({ id }) => id) }),
    guard: {
      senderId,
      clientId: draft.clientId,
      seq,
      requestHash: draft.requestHash,
      expiresAt: now + limits.sentGuardDays * 86_400_000,
    },
  };
};
