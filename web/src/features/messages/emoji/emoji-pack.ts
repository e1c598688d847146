/** An emoji with its name and other words for it, in one language. */
export interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly tags: readonly string[];
}
export interface EmojiCategory {
  readonly label: string;
  readonly emojis: readonly Emoji[];
}

/** The emoji of a language, packed: a third of what they weigh as JSON. */
export type EmojiPack = readonly {
  readonly label: string;
  /** A line each: emoji, name, other words for it (`|` between); tabs between. */
  readonly lines: string;
}[];

export const unpackEmoji = (pack: EmojiPack): EmojiCategory[] =>
  pack.map(({ label, lines }) => ({
    label,
    emojis: lines.split('\n').map((line) => {
      const [emoji = '', name = '', tags = ''] = line.split('\t');
      return { emoji, label: name, tags: tags.split('|') };
    }),
  }));
