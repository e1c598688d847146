import type { Emoji, EmojiCategory } from './emoji-pack.ts';
import { searchEmoji } from './search-emoji.ts';

export interface TitleRow {
  readonly title: string;
}
export interface EmojiRow {
  readonly title: null;
  /** Index of its first emoji among all emoji of the grid. */
  readonly start: number;
  readonly emojis: readonly Emoji[];
}
export type GridRow = TitleRow | EmojiRow;

const named = (categories: readonly EmojiCategory[], wanted: readonly string[]): Emoji[] => {
  const known = new Map(
    categories.flatMap(({ emojis }) => emojis.map((emoji) => [emoji.emoji, emoji])),
  );
  return wanted.map((emoji) => known.get(emoji) ?? { emoji, label: emoji, tags: [] });
};

/** The rows of the picker: the matches of a search, or recent emoji and then all categories. */
export const emojiRows = (
  categories: readonly EmojiCategory[],
  {
    search,
    recent,
    columns,
  }: {
    search: string;
    recent: { title: string; emojis: readonly string[] };
    columns: number;
  },
): GridRow[] => {
  const sections: readonly { label: string | null; emojis: readonly Emoji[] }[] =
    search.trim() === ''
      ? [{ label: recent.title, emojis: named(categories, recent.emojis) }, ...categories]
      : [{ label: null, emojis: searchEmoji(categories, search) }];
  const rows: GridRow[] = [];
  let start = 0;
  for (const { label, emojis } of sections) {
    if (label !== null && emojis.length > 0) rows.push({ title: label });
    for (let from = 0; from < emojis.length; from += columns) {
      const part = emojis.slice(from, from + columns);
      rows.push({ title: null, start, emojis: part });
      start += part.length;
    }
  }
  return rows;
};

/** The index that an arrow key moves to; the first emoji if none was chosen. */
export const nextEmoji = (rows: readonly GridRow[], from: number | null, key: string): number => {
  const lines = rows.filter((row): row is EmojiRow => row.title === null);
  const last = (lines.at(-1)?.start ?? 0) + (lines.at(-1)?.emojis.length ?? 0) - 1;
  if (from === null || last < 0) return 0;
  if (key === 'ArrowLeft') return Math.max(from - 1, 0);
  if (key === 'ArrowRight') return Math.min(from + 1, last);
  const line = lines.findLastIndex(({ start }) => start <= from);
  const to = lines[line + (key === 'ArrowUp' ? -1 : 1)];
  if (!to) return from;
  return to.start + Math.min(from - (lines[line]?.start ?? 0), to.emojis.length - 1);
};
