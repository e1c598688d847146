import type { ConversationChange } from './changes.ts';
import type { Conversation } from './conversation.ts';
import { nextVersion, stateOf } from './conversation.ts';

/** Where a read-up-to ends: clamped to the last sequence. */
export const clampedMark = (conversation: Conversation, upTo: number): number =>
  Math.min(upTo, conversation.seq);

/**
 * What reading everything up to a sequence changes, or null when the mark is there already.
 * `unreadCovered` is how many unread messages lie above the old mark and up to the new one; it only
 * matters below the last sequence.
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
