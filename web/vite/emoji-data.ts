import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import type { EmojiPack } from '../src/features/messages/emoji/emoji-pack.ts';

interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly version: number;
  readonly group?: number;
  readonly tags?: readonly string[];
}
interface Messages {
  readonly groups: readonly { key: string; message: string; order: number }[];
}

const name = /^virtual:emoji-data\/(en|de)$/;
/** Many devices cannot show newer emoji yet. */
const NEWEST_VERSION = 15.1;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const lineOf = (emoji: Emoji): string => {
  const label = emoji.label.toLowerCase();
  // Drops keywords that the name contains.
  const tags = (emoji.tags ?? []).filter((tag) => !label.includes(tag.toLowerCase()));
  return [emoji.emoji, capitalised(emoji.label), tags.join('|')].join('\t');
};

const packOf = (language: string): EmojiPack => {
  const file = createRequire(import.meta.url).resolve(`emojibase-data/${language}/data.json`);
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const emojis = (read(file) as Emoji[]).filter(({ version }) => version <= NEWEST_VERSION);
  const { groups } = read(file.replace('data.json', 'messages.json')) as Messages;
  return groups
    .filter(({ key }) => key !== 'component')
    .map(({ order, message }) => ({
      label: capitalised(message),
      lines: emojis
        .filter(({ group }) => group === order)
        .map(lineOf)
        .join('\n'),
    }));
};

/** `virtual:emoji-data/en`: the emoji of a language as a lazy module. */
export const emojiModules = (): Plugin => ({
  name: 'parley-emoji-data',
  resolveId: (id) => (name.test(id) ? `\0${id}` : undefined),
  load: (id) => {
    const language = id.startsWith('\0') ? name.exec(id.slice(1))?.[1] : undefined;
    if (language === undefined) return;
    return `export const emojiPack = JSON.parse(${JSON.stringify(JSON.stringify(packOf(language)))});`;
  },
});
