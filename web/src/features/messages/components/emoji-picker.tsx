import { EmojiPicker as Picker } from 'frimousse';
import type { AriaAttributes } from 'react';
import { Spinner } from '../../../components/spinner.tsx';
import { isComposing } from '../../../lib/keys.ts';
import { strings } from '../../../lib/strings.ts';
import { loadEmoji } from '../model/load-emoji.ts';

const words = strings.actions;

const locale = strings.locale === 'de' ? 'de' : 'en';

/** Nine emoji side by side need a window of this width. */
const NINE_COLUMNS_PX = 400;

/** The picker counts rows and columns from 0; ARIA counts from 1. */
const placeOf = (props: AriaAttributes): AriaAttributes => ({
  ...(props['aria-rowindex'] !== undefined && { 'aria-rowindex': props['aria-rowindex'] + 1 }),
  ...(props['aria-colindex'] !== undefined && { 'aria-colindex': props['aria-colindex'] + 1 }),
});

/** All emoji that this device can draw, by category, with a search. Its data comes from our own site. */
export const EmojiPicker = ({ onPick }: { onPick: (emoji: string) => void }) => (
  <Picker.Root
    locale={locale}
    columns={globalThis.innerWidth < NINE_COLUMNS_PX ? 7 : 9}
    resolveEmojiData={loadEmoji}
    onEmojiSelect={({ emoji }) => onPick(emoji)}
    className="isolate flex h-[min(22rem,60dvh)] w-fit flex-col"
  >
    {/* The picker would take the Enter that ends a composition for a choice. */}
    <div
      role="presentation"
      onKeyDownCapture={(event) => isComposing(event) && event.stopPropagation()}
      className="mx-3 mt-3 flex"
    >
      <Picker.Search
        aria-label={words.searchEmoji}
        placeholder={words.searchEmoji}
        className="h-10 min-w-0 flex-1 rounded-full bg-field px-4 text-body placeholder:text-ink-faint"
      />
    </div>
    <Picker.Viewport className="relative mt-1 flex-1 outline-hidden">
      <Picker.Loading className="absolute inset-0 flex items-center justify-center text-ink-faint">
        <Spinner />
      </Picker.Loading>
      <Picker.Empty className="absolute inset-0 flex items-center justify-center text-body text-ink-faint">
        {words.noEmoji}
      </Picker.Empty>
      <Picker.List
        className="pb-2 select-none"
        components={{
          CategoryHeader: ({ category, ...props }) => (
            <div
              className="bg-raised px-4 pt-3 pb-1.5 text-xs font-semibold text-ink-soft"
              {...props}
            >
              {category.label}
            </div>
          ),
          Row: ({ children, ...props }) => (
            <div className="scroll-my-2 px-2.5" {...props} {...placeOf(props)}>
              {children}
            </div>
          ),
          Emoji: ({ emoji, ...props }) => (
            <button
              type="button"
              className="flex size-9 items-center overflow-hidden justify-center rounded-xl text-2xl data-[active]:bg-selected"
              {...props}
              {...placeOf(props)}
            >
              {emoji.emoji}
            </button>
          ),
        }}
      />
    </Picker.Viewport>
  </Picker.Root>
);
