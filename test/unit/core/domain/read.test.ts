import { expect, test } from 'vitest';
import { clampedMark, readUpToChange } from '#core/domain/read.ts';
import { aConversation } from '#test/support/builders.ts';

const state = { readSeq: 2, unread: 4, received: 9, sent: 1 };
const conversation = aConversation({
  members: ['a', 'b'],
  ver: 3,
  seq: 8,
  states: { a: state, b: state },
  updatedAt: 1_000,
});

test('a mark is clamped to the last sequence', () => {
  expect([7, 8, 9].map((upTo) => clampedMark(conversation, upTo))).toEqual([7, 8, 8]);
});

test('a mark below the last sequence keeps later messages unread', () => {
  expect(readUpToChange(conversation, 'a', 5, 3, 2_000)).toEqual({
    conversation: {
      ...conversation,
      ver: 4,
      states: { a: { ...state, readSeq: 5, unread: 1 }, b: state },
      updatedAt: 2_000,
    },
  });
});

test.each([8, 99])('a mark at or beyond the last sequence (%i) leaves nothing unread', (upTo) => {
  const change = readUpToChange(conversation, 'a', upTo, 1, 2_000);

  expect(change?.conversation.states['a']).toEqual({ ...state, readSeq: 8, unread: 0 });
});

test('a mark never goes back', () => {
  expect(readUpToChange(conversation, 'a', 2, 1, 2_000)).toBeNull();
  expect(readUpToChange(conversation, 'a', 1, 1, 2_000)).toBeNull();
  expect(readUpToChange(conversation, 'a', 3, 1, 2_000)).not.toBeNull();
});
