import { useEffect, useId, useState } from 'react';
import { classes } from '#site/lib/text.ts';
import { words as emojiWords } from '#site/strings/later/emoji-words.ts';
import { strings } from '#site/strings/strings.ts';
import { Spinner } from '#site/ui/spinner.tsx';
import type { Emoji, EmojiCategory } from './emoji-pack.ts';
import { cellRoles, gridRoles, rowRoles } from './emoji-roles.ts';
import { loadEmoji, loadedEmoji } from './load-emoji.ts';
import { readRecentEmoji, rememberEmoji } from './recent-emoji.ts';
import { useEmojiGrid } from './use-emoji-grid.ts';

const words = strings.actions;
const none: EmojiCategory[] = [];

/** Minimum window width for nine columns. */
const NINE_COLUMNS_PX = 400;

const useEmoji = (): EmojiCategory[] | null => {
  const [emoji, setEmoji] = useState(loadedEmoji);
  useEffect(() => {
    // The next opening tries again.
    if (emoji === null) void loadEmoji().then(setEmoji, () => undefined);
  }, [emoji]);
  return emoji;
};

const Cell = (props: {
  id: string;
  emoji: Emoji;
  column: number;
  isActive: boolean;
  onPick: () => void;
}) => (
  <button
    type="button"
    id={props.id}
    {...cellRoles(props.emoji.label, props.column, props.isActive)}
    tabIndex={-1}
    // Keeps the focus in the search box.
    onPointerDown={(event) => event.preventDefault()}
    onClick={props.onPick}
    className={classes(
      'flex size-9 items-center justify-center overflow-hidden rounded-xl font-emoji text-2xl hover:bg-selected',
      props.isActive && 'bg-selected',
    )}
  >
    {props.emoji.emoji}
  </button>
);

/** Recent emoji, then all emoji by category, with a search. The data comes from this site. */
export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => {
  const id = useId();
  const emoji = useEmoji();
  const [search, setSearch] = useState('');
  // Read once when it opens, so that a picked emoji does not move.
  const [recent] = useState(() => ({ title: emojiWords.recent, emojis: readRecentEmoji() }));
  const [columns] = useState(() => (globalThis.innerWidth < NINE_COLUMNS_PX ? 7 : 9));
  const pick = (picked: string): void => {
    rememberEmoji(picked);
    onPick(picked);
  };
  const grid = useEmojiGrid(emoji ?? none, { search, recent, columns }, pick);
  const { rows, virtualizer, active } = grid;
  const cellId = (place: number): string => `${id}-${place}`;
  return (
    <div className="flex h-[min(22rem,60dvh)] flex-col">
      <input
        type="search"
        aria-label={emojiWords.search}
        placeholder={emojiWords.search}
        aria-controls={`${id}-grid`}
        aria-activedescendant={active === null ? undefined : cellId(active)}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          grid.viewport.current?.scrollTo({ top: 0 });
        }}
        onKeyDown={grid.onKeyDown}
        className="mx-3 mt-3 h-10 rounded-full bg-field px-4 text-body placeholder:text-ink-faint"
      />
      <div
        ref={grid.viewport}
        className="relative mt-1 flex-1 overflow-y-auto overscroll-contain px-2.5 [scrollbar-gutter:stable]"
      >
        <div
          id={`${id}-grid`}
          {...gridRoles(words.emoji, rows.length, columns)}
          className="relative select-none"
          style={{ height: virtualizer.getTotalSize(), width: `${columns * 2.25}rem` }}
        >
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index];
            if (!row) return null;
            const style = { transform: `translateY(${start}px)` };
            if (row.title !== null) {
              return (
                <div
                  key={key}
                  style={style}
                  className="absolute px-1.5 pt-3 text-xs font-semibold text-ink-soft"
                >
                  {row.title}
                </div>
              );
            }
            return (
              <div key={key} {...rowRoles(index)} style={style} className="absolute flex">
                {row.emojis.map((shown, column) => (
                  <Cell
                    key={shown.emoji}
                    id={cellId(row.start + column)}
                    emoji={shown}
                    column={column}
                    isActive={row.start + column === active}
                    onPick={() => pick(shown.emoji)}
                  />
                ))}
              </div>
            );
          })}
        </div>
        {rows.length === 0 && (
          <p
            role="status"
            className="absolute inset-0 flex items-center justify-center text-body text-ink-faint"
          >
            {emoji === null ? <Spinner /> : emojiWords.none}
          </p>
        )}
      </div>
    </div>
  );
};
