import type { ConversationChange } from './changes.ts';
import type { Conversation } from './conversation.ts';
import { nextVersion, stateOf } from './conversation.ts';

/** The new read mark, clamped to the last sequence number. */
export const clampedMark = (conversation: Conversation, upTo: number): number =>
  Math.min(upTo, conversation.seq);

/**
 * The change of a read-up-to; null if the mark is already there. `unreadCovered` is the number of unread
 * messages above the old mark, up to the new one. It is used only for a mark below the last sequence
 * number.
 */
export const readUpToChange = (
  conversation: Conversation,
  readerId: string,
  upTo: number,
  unreadCovered: number,
  now: number,
): ConversationChange | null => {
  const state = stateOf(conversation, readerId);
  const readSeq = clampedMark(conversation, upTo);
  if (readSeq <= state.readSeq) return null;
  const unread = readSeq >= conversation.seq ? 0 : state.unread - unreadCovered;
  return {
    conversation: nextVersion(conversation, now, {
      states: { [readerId]: { ...state, readSeq, unread } },
    }),
  };
};
