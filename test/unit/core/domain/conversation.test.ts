import { describe, expect, test } from 'vitest';
import {
  activityAt,
  distinctMembers,
  haveBothWritten,
  isMember,
  newConversation,
  nextVersion,
  peerOf,
  sortedPair,
  stateOf,
} from '#core/domain/conversation.ts';
import { aConversation } from '#test/support/builders.ts';

const empty = { readSeq: 0, unread: 0, received: 0, sent: 0 };
const last = {
  seq: 3,
  senderId: 'a',
  preview: 'Hello.',
  hasAttachments: false,
  deleted: false,
  createdAt: 900,
};

describe('the members of a conversation', () => {
  test('are sorted, whoever opens it', () => {
    expect(sortedPair('a', 'b')).toEqual(['a', 'b']);
    expect(sortedPair('b', 'a')).toEqual(['a', 'b']);
    expect(sortedPair('a', 'a')).toEqual(['a', 'a']);
  });

  test('are two, or one with notes to oneself', () => {
    const two = aConversation({ members: ['a', 'b'] });
    const notes = aConversation({ members: ['a', 'a'] });

    expect([isMember(two, 'a'), isMember(two, 'b'), isMember(two, 'c')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([peerOf(two, 'a'), peerOf(two, 'b'), peerOf(notes, 'a')]).toEqual(['b', 'a', 'a']);
    expect([distinctMembers(two), distinctMembers(notes)]).toEqual([['a', 'b'], ['a']]);
  });
});

test('a new conversation is empty', () => {
  expect(newConversation('id', ['a', 'b'], 1_000)).toEqual({
    id: 'id',
    members: ['a', 'b'],
    ver: 1,
    seq: 0,
    states: { a: empty, b: empty },
    lastMessage: null,
    createdAt: 1_000,
    updatedAt: 1_000,
  });
});

test('a member without a stored state has read, received and sent nothing', () => {
  const conversation = aConversation({ members: ['a', 'b'], states: { a: { ...empty, sent: 2 } } });

  expect(stateOf(conversation, 'a').sent).toBe(2);
  expect(stateOf(conversation, 'b')).toEqual(empty);
});

test.each([
  [0, 0, false],
  [1, 0, false],
  [0, 1, false],
  [1, 1, true],
])('with %i and %i undeleted messages, both have written: %s', (mine, theirs, both) => {
  const states = { a: { ...empty, sent: mine }, b: { ...empty, sent: theirs } };

  expect(haveBothWritten(aConversation({ members: ['a', 'b'], states }))).toBe(both);
});

test('the time of a conversation is that of its newest message, or of its opening', () => {
  expect(activityAt(aConversation({ createdAt: 500 }))).toBe(500);
  expect(activityAt(aConversation({ createdAt: 500, lastMessage: last }))).toBe(900);
});

describe('the next version', () => {
  const before = aConversation({ members: ['a', 'b'], ver: 7, seq: 3, updatedAt: 2_000 });

  test('changes only the given fields, and keeps the states of others', () => {
    const state = { readSeq: 1, unread: 2, received: 3, sent: 4 };

    expect(nextVersion(before, 3_000, { seq: 4, lastMessage: last, states: { b: state } })).toEqual(
      {
        ...before,
        ver: 8,
        seq: 4,
        lastMessage: last,
        states: { a: empty, b: state },
        updatedAt: 3_000,
      },
    );
    expect(nextVersion(before, 3_000, {})).toEqual({ ...before, ver: 8, updatedAt: 3_000 });
  });

  test('is never older than the previous one, whatever the clock', () => {
    expect(nextVersion(before, 1_999, {}).updatedAt).toBe(2_000);
  });
});
