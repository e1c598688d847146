import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emojiRows, nextEmoji } from '#site/features/messages/emoji/emoji-rows.ts';
import { searchEmoji } from '#site/features/messages/emoji/search-emoji.ts';

interface Data {
  readonly emoji: string;
  readonly label: string;
  readonly tags?: string[];
  readonly group?: number;
}

const categoriesIn = (language: string) => {
  const file = `node_modules/emojibase-data/${language}/data.json`;
  const data = JSON.parse(readFileSync(file, 'utf8')) as Data[];
  const groups = [...new Set(data.map(({ group }) => group))];
  return groups.map((group) => ({
    label: String(group),
    emojis: data
      .filter((emoji) => emoji.group === group)
      .map(({ emoji, label, tags = [] }) => ({ emoji, label, tags })),
  }));
};
const english = categoriesIn('en');
const german = categoriesIn('de');
const best = (categories: typeof english, text: string) => searchEmoji(categories, text)[0]?.emoji;

describe('the search for emoji', () => {
  it.each([
    ['rocket', '🚀'],
    ['Rocket', '🚀'],
    [' rocket ', '🚀'],
    ['pizza', '🍕'],
    ['dog', '🐕️'],
    ['fire', '🔥'],
    ['star', '⭐️'],
    ['sun', '☀️'],
    ['key', '🔑'],
    ['heart suit', '♥️'],
    ['red heart', '❤️'],
  ])('finds the emoji with the name %s first', (text, emoji) =>
    expect(best(english, text)).toBe(emoji),
  );

  it.each([
    ['rakete', '🚀'],
    ['Hund', '🐕️'],
    ['feuer', '🔥'],
    ['schlussel', '🔑'],
    ['Schlüssel', '🔑'],
    ['pizza', '🍕'],
  ])('finds the emoji with the name %s first, in German', (text, emoji) =>
    expect(best(german, text)).toBe(emoji),
  );

  it('finds names that start with the text before those that contain it', () => {
    const labels = searchEmoji(english, 'rock').map(({ label }) => label.toLowerCase());
    const lastPrefix = labels.findLastIndex((label) => label.startsWith('rock'));
    expect(lastPrefix).toBeGreaterThan(0);
    expect(labels.slice(0, lastPrefix + 1).every((label) => label.startsWith('rock'))).toBe(true);
  });

  it('finds nothing if nothing matches', () => {
    expect(searchEmoji(english, 'qqqq')).toEqual([]);
  });
});

describe('the grid', () => {
  const emojis = [...'abcdefgh'].map((emoji) => ({ emoji, label: emoji, tags: [] }));
  const rows = emojiRows([{ label: 'Letters', emojis }], {
    search: '',
    recent: { title: 'Recently used', emojis: ['h', 'x'] },
    columns: 3,
  });

  it('starts with recent emoji', () => {
    expect(rows.map((row) => row.title ?? row.emojis.map(({ emoji }) => emoji).join(''))).toEqual([
      'Recently used',
      'hx',
      'Letters',
      'abc',
      'def',
      'gh',
    ]);
  });

  it.each([
    [null, 'ArrowDown', 0],
    [0, 'ArrowLeft', 0],
    [0, 'ArrowRight', 1],
    [1, 'ArrowRight', 2],
    [1, 'ArrowDown', 3],
    [3, 'ArrowUp', 1],
    [4, 'ArrowUp', 1],
    [7, 'ArrowDown', 9],
    [9, 'ArrowDown', 9],
    [9, 'ArrowRight', 9],
    [0, 'ArrowUp', 0],
  ])('moves from %s %s to %s', (from, key, to) => expect(nextEmoji(rows, from, key)).toBe(to));

  it('has no target if nothing matches', () => {
    expect(nextEmoji([], null, 'ArrowDown')).toBe(0);
  });
});
