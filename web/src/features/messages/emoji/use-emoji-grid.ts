import { useVirtualizer } from '@tanstack/react-virtual';
import type { KeyboardEvent } from 'react';
import { useMemo, useRef, useState } from 'react';
import { isComposing } from '#site/lib/keys.ts';
import type { Emoji, EmojiCategory } from './emoji-pack.ts';
import { emojiRows, nextEmoji } from './emoji-rows.ts';

/** Heights, in pixels. */
const TITLE = 34;
const ROW = 36;

/** The rows of the picker (virtualised), and the emoji that Enter picks. */
export const useEmojiGrid = (
  categories: readonly EmojiCategory[],
  options: {
    search: string;
    recent: { title: string; emojis: readonly string[] };
    columns: number;
  },
  onPick: (emoji: string) => void,
) => {
  const { search, recent, columns } = options;
  const viewport = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => emojiRows(categories, { search, recent, columns }),
    [categories, search, recent, columns],
  );
  // The position belongs to a search text: a new one starts at its best match.
  const [chosen, setChosen] = useState<{ search: string; place: number } | null>(null);
  const first = search.trim() === '' ? null : 0;
  const active = chosen?.search === search ? chosen.place : first;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => (rows[index]?.title === null ? ROW : TITLE),
    initialRect: { width: columns * ROW, height: 8 * ROW },
    overscan: 3,
    paddingEnd: 8,
  });

  const emojiAt = (place: number): Emoji | undefined => {
    for (const row of rows) {
      if (row.title === null && place < row.start + row.emojis.length) {
        return row.emojis[place - row.start];
      }
    }
    return undefined;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    const { key } = event;
    if (key === 'Enter' && active !== null) {
      event.preventDefault();
      const emoji = emojiAt(active);
      if (emoji) onPick(emoji.emoji);
    }
    const isAcross = key === 'ArrowLeft' || key === 'ArrowRight';
    // Left and right move the text cursor until a position was chosen with up or down.
    if (!/^Arrow(Up|Down|Left|Right)$/.test(key) || (isAcross && chosen?.search !== search)) return;
    event.preventDefault();
    const place = nextEmoji(rows, active, key);
    setChosen({ search, place });
    const index = rows.findLastIndex((row) => row.title === null && row.start <= place);
    virtualizer.scrollToIndex(Math.max(0, index - (index === 1 ? 1 : 0)));
  };
  return { viewport, rows, virtualizer, active, onKeyDown };
};
