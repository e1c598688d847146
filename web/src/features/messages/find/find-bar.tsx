import { useQueryClient } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { limits } from '#contracts/limits.ts';
import type { FindState } from '#site/lib/dialog-state.ts';
import { isComposing } from '#site/lib/keys.ts';
import { longDate } from '#site/lib/time.ts';
import { words } from '#site/strings/later/search-words.ts';
import { strings } from '#site/strings/strings.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import { Button } from '#site/ui/button.tsx';
import { FailureNote } from '#site/ui/load-failure.tsx';
import { useDialog } from '../model/dialog-context.ts';
import { markWords } from './mark-words.ts';
import { showWord } from './show-word.ts';
import { useFind } from './use-find.ts';

type Find = ReturnType<typeof useFind>;

const statusOf = (find: Find) => {
  const { query, isSearching, error, hits, index, hasOlder, searchedTo } = find;
  if (query === '' || error !== null) return '';
  if (isSearching) return words.searching;
  const back = searchedTo === null ? '' : words.searchedTo(longDate(searchedTo));
  if (hits.length === 0) return back || words.none;
  const isLast = index + 1 === hits.length;
  const place = words.place(Math.max(index, 0) + 1, hits.length, searchedTo !== null);
  return isLast && hasOlder ? `${place}. ${back}` : place;
};

/**
 * The search in the open conversation: a text box, the position among the hits, and buttons to the older and
 * the newer hit.
 */
export const FindBar = ({ initial, onClose }: { initial: FindState; onClose: () => void }) => {
  const find = useFind(initial);
  const box = useRef<HTMLInputElement>(null);
  const bar = useRef<HTMLElement>(null);
  const { query, current } = find;
  const { conversationId, focusComposer } = useDialog();
  const client = useQueryClient();
  const close = (): void => {
    focusComposer();
    onClose();
  };
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    const log = bar.current?.parentElement?.querySelector('[role=log]');
    return log ? markWords(log, query) : undefined;
  }, [query]);
  useEffect(() => {
    const log = bar.current?.parentElement?.querySelector('[role=log]');
    if (!log || current === undefined || query === '') return undefined;
    const rowOf = (): Element | null => {
      const loaded = createQueryCache(client).window(conversationId)?.messages ?? [];
      const message = loaded.find(({ id }) => id === current);
      if (!message) return null;
      const key = `${message.sender_id}:${message.client_id}`;
      return log.querySelector(`[data-key="${CSS.escape(key)}"]`);
    };
    return showWord(log, rowOf, query);
  }, [client, conversationId, current, query]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
    }
    const step = { Enter: event.shiftKey ? find.newer : find.older, ArrowUp: find.older };
    const taken = { ...step, ArrowDown: find.newer }[event.key];
    if (!taken) return;
    event.preventDefault();
    taken();
  };
  return (
    <search
      ref={bar}
      aria-label={strings.conversations.searchInside}
      className="border-b border-line bg-surface"
    >
      <div className="flex items-center gap-1 px-3 py-1.5 md:px-6">
        <input
          ref={box}
          type="search"
          aria-label={strings.conversations.searchInside}
          placeholder={strings.conversations.searchInside}
          value={find.text}
          maxLength={limits.messageSearch.queryLength}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => find.setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-9 min-w-0 flex-1 rounded-full bg-field px-4 text-base placeholder:text-ink-faint sm:text-body [&::-webkit-search-cancel-button]:hidden"
        />
        <Button look="icon" aria-label={words.older} disabled={!find.hasOlder} onClick={find.older}>
          <ChevronUp aria-hidden="true" className="size-5" />
        </Button>
        <Button look="icon" aria-label={words.newer} disabled={!find.hasNewer} onClick={find.newer}>
          <ChevronDown aria-hidden="true" className="size-5" />
        </Button>
        <Button look="icon" aria-label={words.close} onClick={close}>
          <X aria-hidden="true" className="size-5" />
        </Button>
      </div>
      {find.error !== null && <FailureNote error={find.error} />}
      <p role="status" className="px-7 pb-1.5 text-sm text-ink-soft empty:hidden md:px-10">
        {statusOf(find)}
      </p>
    </search>
  );
};
