import { describe, expect, it, test } from 'vitest';
import { newReaction } from '#site/features/messages/reactions/announced-reaction.ts';
import { quickEmoji } from '#site/features/messages/reactions/quick-emoji.ts';
import { isSameEmoji } from '#site/features/messages/reactions/same-emoji.ts';
import { aMessage, ME, PEER } from '#test/web/support/builders.ts';

describe('quickEmoji', () => {
  it.each([
    ['are six at first', [], ['👍', '❤️', '😂', '😮', '😢', '🙏']],
    ['begin with recent ones', ['🚀', '🎉'], ['🚀', '🎉', '👍', '❤️', '😂', '😮']],
    ['show each once, however it is written', ['❤', '👍️'], ['❤', '👍️', '😂', '😮', '😢', '🙏']],
  ])('%s', (_, recent, expected) => {
    expect(quickEmoji(recent)).toEqual(expected);
  });

  test('two ways to write an emoji are the same one', () => {
    expect(isSameEmoji('❤', '❤️')).toBe(true);
    expect(isSameEmoji('👍', '👍🏽')).toBe(false);
  });
});

describe('newReaction', () => {
  const theirs = (emoji: string) => [{ user_id: PEER, emoji }];
  const mine = [{ user_id: ME, emoji: '👍' }];
  const before = [aMessage(1), aMessage(2, { reactions: theirs('👍') }), aMessage(3)];
  const changed = (seq: number, change: Parameters<typeof aMessage>[1]) =>
    before.map((message) => (message.seq === seq ? aMessage(seq, { rev: 9, ...change }) : message));

  it('finds a reaction that is added or replaced', () => {
    expect(newReaction(before, changed(1, { reactions: theirs('🎉') }), PEER)).toMatchObject({
      message: { seq: 1 },
      emoji: '🎉',
    });
    expect(newReaction(before, changed(2, { reactions: theirs('🎉') }), PEER)).toMatchObject({
      message: { seq: 2 },
      emoji: '🎉',
    });
  });

  it.each([
    ['one that is removed', changed(2, { reactions: [] })],
    ['the user’s own', changed(1, { reactions: mine })],
    ['an edit', changed(2, { content: 'edited', reactions: theirs('👍') })],
    ['messages that are loaded', [aMessage(0, { reactions: theirs('👍') }), ...before]],
    ['nothing', before],
  ])('ignores %s', (_, messages) => {
    expect(newReaction(before, messages, PEER)).toBeNull();
  });
});
