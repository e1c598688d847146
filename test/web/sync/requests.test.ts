import { describe, expect, it } from 'vitest';
import {
  foldConversation,
  type LoggedEvent,
  mergeConversation,
} from '#client/sync/conversation-index.ts';
import { isUnaccepted, isWaiting, unreadOf } from '#client/sync/requests.ts';
import type { Conversation } from '#contracts/http/conversations.ts';
import { aConversation, aMessage, ME, newMessage, PEER } from '#test/web/support/builders.ts';

const withState = (state: 'sent' | 'received' | 'declined', messages_left = 9): Conversation => ({
  ...aConversation({ ver: 1, last_seq: 0 }),
  request: { state, messages_left },
});

const folded = (conversation: Conversation, sender_id: string): Conversation | null => {
  const receiver_id = sender_id === ME ? PEER : ME;
  const message = aMessage(1, { sender_id, receiver_id });
  const event = newMessage(message, conversation.ver + 1) as LoggedEvent;
  return foldConversation(conversation, event, ME);
};

describe('a request after a message', () => {
  it.each([
    ['sent', ME],
    ['received', PEER],
  ] as const)('that was %s has one left less after another one', (state, sender) => {
    expect(folded(withState(state), sender)?.request).toEqual({ state, messages_left: 8 });
    expect(folded(withState(state, 0), sender)?.request).toEqual({ state, messages_left: 0 });
  });

  it.each([
    ['sent', PEER],
    ['received', ME],
    ['declined', ME],
  ] as const)('that was %s is accepted by a message of the other one', (state, sender) => {
    expect(folded(withState(state), sender)).not.toHaveProperty('request');
  });
});

it('an answer replaces it, and an older one does not bring it back', () => {
  const asked = withState('received');
  const { request: _, ...accepted } = { ...asked, ver: 2 };

  const index = mergeConversation(mergeConversation({}, asked), accepted);

  expect(index[asked.id]).not.toHaveProperty('request');
  expect(mergeConversation(index, asked)).toBe(index);
});

it('is in no total until it is accepted', () => {
  const [sent, received, declined] = (['sent', 'received', 'declined'] as const).map((state) => ({
    ...withState(state),
    unread_count: 3,
  }));
  const plain = { ...aConversation(), unread_count: 3 };

  const all = [sent, received, declined, plain].map((one) => one ?? plain);

  expect(all.map(unreadOf)).toEqual([3, 0, 0, 3]);
  expect(all.map(isWaiting)).toEqual([false, true, false, false]);
  expect(all.map(isUnaccepted)).toEqual([false, true, true, false]);
});
