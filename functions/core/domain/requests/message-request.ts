import { requestLimits } from '#contracts/http/request-limits.ts';
import type { ConversationChange } from '../changes.ts';
import type { Conversation, MemberState, MessageRequest } from '../conversation.ts';
import { nextVersion, peerOf, stateOf } from '../conversation.ts';

/** A new conversation that waits for this member. */
export const asRequestTo = (conversation: Conversation, memberId: string): Conversation => ({
  ...conversation,
  states: {
    ...conversation.states,
    [memberId]: {
      ...stateOf(conversation, memberId),
      request: { state: 'pending', messages: 0 },
    },
  },
});

/** The request of a conversation, whoever's. */
export const requestIn = (conversation: Conversation): MessageRequest | undefined =>
  conversation.members
    .map((member) => stateOf(conversation, member).request)
    .find((request) => request !== undefined);

export const hasDeclined = (conversation: Conversation, memberId: string): boolean =>
  stateOf(conversation, memberId).request?.state === 'declined';

export const messagesLeft = ({ messages }: MessageRequest): number =>
  Math.max(0, requestLimits.messages - messages);

export const withoutRequest = ({ request: _, ...state }: MemberState): MemberState => state;

/** The receiver's state with one more message of the request, if it is one. */
export const withMessage = (state: MemberState): MemberState =>
  state.request
    ? { ...state, request: { ...state.request, messages: state.request.messages + 1 } }
    : state;

/** May this member send it? A request brings a few texts only, and its receiver accepts by sending. */
export const mayBeSent = (
  conversation: Conversation,
  senderId: string,
  { hasFiles }: { hasFiles: boolean },
): boolean => {
  const receiverId = peerOf(conversation, senderId);
  const waiting = stateOf(conversation, receiverId).request;
  return !waiting || (!hasFiles && messagesLeft(waiting) > 0);
};

/** The next version, accepted by these members; null if nothing waits for any of them. */
export const acceptChange = (
  conversation: Conversation,
  memberIds: readonly string[],
  now: number,
): ConversationChange | null => {
  const asked = memberIds.filter((id) => stateOf(conversation, id).request);
  if (asked.length === 0) return null;
  const states = asked.map((id) => [id, withoutRequest(stateOf(conversation, id))]);
  return { conversation: nextVersion(conversation, now, { states: Object.fromEntries(states) }) };
};

/** Null if it is declined already, or if nothing waits for this member. */
export const declineChange = (
  conversation: Conversation,
  memberId: string,
  now: number,
): ConversationChange | null => {
  const state = stateOf(conversation, memberId);
  if (state.request?.state !== 'pending') return null;
  const declined: MemberState = { ...state, request: { ...state.request, state: 'declined' } };
  return { conversation: nextVersion(conversation, now, { states: { [memberId]: declined } }) };
};
