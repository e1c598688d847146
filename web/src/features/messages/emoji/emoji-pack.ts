/** An emoji with its name and keywords, in one language. */
export interface Emoji {
  readonly emoji: string;
  readonly label: string;
  readonly tags: readonly string[];
}
export interface EmojiCategory {
  readonly label: string;
  readonly emojis: readonly Emoji[];
}

/** The emoji of a language, packed to a third of the size of JSON. */
export type EmojiPack = readonly {
  readonly label: string;
  /**
   * One line per emoji: emoji, name, keywords (separated by `|`); columns are separated by tabs.
   */
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
