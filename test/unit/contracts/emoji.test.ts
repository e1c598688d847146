import english from 'emojibase-data/en/compact.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { oneEmoji } from '#contracts/texts/emoji.ts';

const scotland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

describe('oneEmoji', () => {
  test.each(['👍', '👍🏽', '🇩🇪', scotland, '👩‍👩‍👧‍👦', '👩🏽‍❤️‍💋‍👨🏿', '1️⃣', '❤️', '🏳️‍🌈'])(
    'accepts %s as it is',
    (emoji) => {
      expect(oneEmoji(emoji)).toBe(emoji);
    },
  );

  test.each([
    ['❤', '❤️'],
    ['☺', '☺️'],
    ['👍\uFE0F', '👍'],
  ])('writes %s as Unicode recommends it', (written, emoji) => {
    expect(oneEmoji(written)).toBe(emoji);
  });

  test.each([
    '',
    'a',
    '1',
    '#',
    ' ',
    '👍👍',
    '👍 ',
    'ok 👍',
    ':)',
    '🇩',
    '🇩🇩',
    '👍\uFE0E',
    '\uFE0F',
    '👩‍',
    '👍'.repeat(50),
  ])('refuses %j', (text) => {
    expect(oneEmoji(text)).toBeNull();
  });

  test('accepts every emoji that the picker of the site offers', () => {
    const letters = /^[\u{1F1E6}-\u{1F1FF}]$/u;
    const offered = english.map(({ unicode }) => unicode).filter((text) => !letters.test(text));
    const refused = offered.filter((emoji) => oneEmoji(emoji) === null);

    expect(offered.length).toBeGreaterThan(1_900);
    expect(refused).toEqual([]);
  });
});
