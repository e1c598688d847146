import { strings } from '#site/strings/strings.ts';
import type { EmojiCategory } from './emoji-pack.ts';
import { unpackEmoji } from './emoji-pack.ts';

let loaded: EmojiCategory[] | null = null;

/** Emoji names in the site's language, if already loaded. */
export const loadedEmoji = (): EmojiCategory[] | null => loaded;

/** Emoji names in the site's language, loaded from this site on first use. */
export const loadEmoji = async (): Promise<EmojiCategory[]> => {
  const { emojiPack } = await (strings.locale === 'de'
    ? import('virtual:emoji-data/de')
    : import('virtual:emoji-data/en'));
  loaded ??= unpackEmoji(emojiPack);
  return loaded;
};
