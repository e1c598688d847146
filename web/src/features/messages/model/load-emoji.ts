import type { EmojiDataResolver } from 'frimousse';
import { unpackEmoji } from './emoji-pack.ts';

/** Names of emoji in the site's language, from this site, loaded when they are first looked for. */
export const loadEmoji: EmojiDataResolver = async (locale) => {
  const { emojiPack } = await (locale === 'de'
    ? import('virtual:emoji-data/de')
    : import('virtual:emoji-data/en'));
  return unpackEmoji(emojiPack);
};
