import { strings } from '../../../strings/strings.ts';
import type { EmojiCategory } from './emoji-pack.ts';
import { unpackEmoji } from './emoji-pack.ts';

let loaded: EmojiCategory[] | null = null;

/** Names of emoji in the site's language, if they have been loaded before. */
export const loadedEmoji = (): EmojiCategory[] | null => loaded;

/** Names of emoji in the site's language, from this site, loaded when they are first looked for. */
export const loadEmoji = async (): Promise<EmojiCategory[]> => {
  const { emojiPack } = await (strings.locale === 'de'
    ? import('virtual:emoji-data/de')
    : import('virtual:emoji-data/en'));
  loaded ??= unpackEmoji(emojiPack);
  return loaded;
};
