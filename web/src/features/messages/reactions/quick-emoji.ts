import { readRecentEmoji } from '../emoji/recent-emoji.ts';
import { isSameEmoji } from './same-emoji.ts';

const QUICK = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/** Six emoji for the bar: recently used ones first. */
export const quickEmoji = (recent: readonly string[] = readRecentEmoji()): string[] =>
  [...recent, ...QUICK]
    .filter((emoji, index, all) => all.findIndex((one) => isSameEmoji(one, emoji)) === index)
    .slice(0, QUICK.length);
