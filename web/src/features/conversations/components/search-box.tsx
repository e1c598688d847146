import { Search, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { limits } from '#contracts/limits.ts';
import { isComposing, isMac } from '#site/lib/keys.ts';
import { strings } from '#site/strings/strings.ts';

const words = strings.conversations;

export const SearchBox = ({
  text,
  onText,
  inputRef,
  onKeyDown,
}: {
  text: string;
  onText: (text: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
}) => (
  <search className="relative block">
    <Search
      aria-hidden="true"
      className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-ink-faint"
    />
    <input
      ref={inputRef}
      type="search"
      aria-label={words.search}
      aria-keyshortcuts="Control+K Meta+K"
      title={words.searchKeys(isMac ? '⌘K' : strings.locale === 'de' ? 'Strg+K' : 'Ctrl+K')}
      placeholder={words.search}
      value={text}
      maxLength={limits.messageSearch.queryLength}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !isComposing(event)) {
          // The first Escape clears the text, the next leaves the box.
          event.preventDefault();
          if (text === '') inputRef.current?.blur();
          onText('');
        }
        onKeyDown(event);
      }}
      className="h-10 w-full rounded-full bg-field pr-10 pl-10 text-base placeholder:text-ink-faint sm:text-body [&::-webkit-search-cancel-button]:hidden"
    />
    {text !== '' && (
      <button
        type="button"
        aria-label={words.clearSearch}
        onClick={() => {
          onText('');
          inputRef.current?.focus();
        }}
        className="absolute top-1/2 right-1.5 inline-flex size-7 -translate-y-1/2 items-center justify-center rounded-full text-ink-soft hover:bg-hover"
      >
        <X aria-hidden="true" className="size-4" />
      </button>
    )}
  </search>
);
