import type { Emoji, EmojiCategory } from './emoji-pack.ts';

/** Removes case and accents. */
const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();

const NO_MATCH = Number.POSITIVE_INFINITY;

/** How well a name or keyword matches; lower is better. */
const fitOf = (text: string, wanted: string): number => {
  if (text === wanted) return 0;
  if (text.startsWith(wanted)) return 1;
  if (text.includes(` ${wanted}`)) return 2;
  return text.includes(wanted) ? 3 : NO_MATCH;
};

const rankOf = ({ label, tags }: Emoji, wanted: string): number => {
  const name = fitOf(fold(label), wanted);
  const tag = Math.min(...tags.map((word) => fitOf(fold(word), wanted)));
  // Order: exact name, start of the name, exact keyword, then any match inside.
  return Math.min(name < 2 ? name : name + 1, tag === 0 ? 2 : tag + 2);
};

/** Emoji that match a text, best match first. */
export const searchEmoji = (categories: readonly EmojiCategory[], text: string): Emoji[] => {
  const wanted = fold(text);
  return categories
    .flatMap(({ emojis }) => emojis)
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((one, other) => one.rank - other.rank)
    .map(({ emoji }) => emoji);
};
