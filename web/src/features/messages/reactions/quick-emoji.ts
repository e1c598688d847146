import { readRecentEmoji } from '../emoji/recent-emoji.ts';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** Emoji data and keyboards write some emoji with or without U+FE0F at the end. */
const bare = (emoji: string): string => emoji.replace(/\uFE0F$/u, '');
export const isSameEmoji = (one: string, other: string): boolean => bare(one) === bare(other);

/** Six emoji for the bar: recently used ones first. */
export const quickEmoji = (recent: readonly string[] = readRecentEmoji()): string[] =>
  [...recent, ...QUICK]
    .filter((emoji, index, all) => all.findIndex((one) => isSameEmoji(one, emoji)) === index)
    .slice(0, QUICK.length);
