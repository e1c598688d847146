import type { EmojiData } from 'frimousse';

/** The emoji of a language, packed: a third of what the library's own data weighs. */
export interface EmojiPack {
  readonly locale: string;
  readonly skinTones: EmojiData['skinTones'];
  readonly categories: readonly {
    readonly index: number;
    readonly label: string;
    /** A line each: emoji, name, other words for it (`|` between), `1` when it has skin tones; tabs between. */
    readonly lines: string;
  }[];
}

const modifiers = {
  light: '🏻',
  'medium-light': '🏼',
  medium: '🏽',
  'medium-dark': '🏾',
  dark: '🏿',
} as const;
export type Tone = keyof typeof modifiers;
export const tones = Object.keys(modifiers) as Tone[];

/** An emoji in a skin tone: everyone in it gets the same one. */
export const withTone = (emoji: string, tone: Tone): string =>
  emoji.replace(/(\p{Emoji_Modifier_Base})\uFE0F?/gu, (_, base) => base + modifiers[tone]);

const skinsOf = (emoji: string): Record<Tone, string> =>
  Object.fromEntries(tones.map((tone) => [tone, withTone(emoji, tone)])) as Record<Tone, string>;

export const unpackEmoji = ({ locale, skinTones, categories }: EmojiPack): EmojiData => ({
  locale,
  skinTones,
  categories: categories.map(({ index, label }) => ({ index, label })),
  emojis: categories.flatMap(({ index, lines }) =>
    lines.split('\n').map((line) => {
      const [emoji = '', label = '', tags = '', hasTones] = line.split('\t');
      return {
        emoji,
        category: index,
        label,
        version: 0,
        tags: tags.split('|'),
        ...(hasTones === '1' && { skins: skinsOf(emoji) }),
      };
    }),
  ),
});
