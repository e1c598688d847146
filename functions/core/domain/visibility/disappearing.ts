import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import type { ConversationChange } from '../changes.ts';
import type { Conversation } from '../conversation.ts';
import { nextVersion, peerOf } from '../conversation.ts';
import type { Message } from '../message.ts';

/**
 * The next version, in which messages disappear after this time; null if they do already. A message without content
 * tells both members: it counts as deleted from the beginning, so that it is no text, never unread, and in no
 * list of messages.
 */
export const disappearingChange = (
  conversation: Conversation,
  memberId: string,
  after: DisappearingSeconds | null,
  clientId: string,
  now: number,
): (ConversationChange & { insert: Message }) | null => {
  if ((conversation.disappearing?.after ?? null) === after) return null;
  const seq = conversation.seq + 1;
  const at = Math.max(now, timeFloor(conversation));
  return {
    conversation: {
      ...nextVersion(conversation, at, { seq }),
      disappearing: { after, setBy: memberId, setAt: at },
    },
    insert: {
      conversationId: conversation.id,
      seq,
      rev: seq,
      senderId: memberId,
      receiverId: peerOf(conversation, memberId),
      content: null,
      attachments: [],
      reactions: [],
      replyToId: null,
      clientId,
      readAt: null,
      editedAt: null,
      edits: 0,
      deletedAt: at,
      createdAt: at,
      updatedAt: at,
      notice: { kind: 'disappearing', after },
    },
  };
};

/** Times never decrease within a conversation, even if the clock is set back. */
export const timeFloor = ({ lastMessage, createdAt, disappearing }: Conversation): number =>
  Math.max(lastMessage?.createdAt ?? createdAt, disappearing?.setAt ?? 0);
