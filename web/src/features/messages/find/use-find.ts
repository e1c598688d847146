import { useCallback, useEffect, useRef, useState } from 'react';
import type { FindState } from '#site/lib/dialog-state.ts';
import { useDebounced } from '#site/lib/use-debounced.ts';
import { useMessageSearch } from '#site/sync/use-message-search.ts';
import { useDialog } from '../model/dialog-context.ts';

/** Waits until the user pauses: one request per letter would exceed the rate limit. */
const TYPING_MS = 300;

/** Loads further hits until they contain the selected one, or older ones than it. */
const usePicked = (
  search: Omit<ReturnType<typeof useMessageSearch>, 'hits'>,
  seqs: readonly number[],
  picked: number | undefined,
): void => {
  const { hasNextPage, isFetching, isError, fetchNextPage } = search;
  const oldest = seqs.at(-1) ?? Number.POSITIVE_INFINITY;
  const isMissing = picked !== undefined && oldest > picked && hasNextPage;
  useEffect(() => {
    if (isMissing && !isFetching && !isError) void fetchNextPage();
  }, [isMissing, isFetching, isError, fetchNextPage]);
};

/** A search in the open conversation, and the selected hit. */
export const useFind = (initial: FindState) => {
  const { conversationId, jumpTo } = useDialog();
  const [text, setText] = useState(initial.text);
  const query = useDebounced(text.trim(), TYPING_MS);
  const { hits, ...search } = useMessageSearch(query, conversationId);
  const [current, setCurrent] = useState(initial.at?.messageId);
  const index = hits.findIndex(({ message_id }) => message_id === current);
  const isPicked = initial.at !== undefined && query === initial.text.trim();
  const seqs = hits.map(({ seq }) => seq);
  usePicked(search, seqs, isPicked ? initial.at?.seq : undefined);

  const show = useCallback(
    (messageId: string | undefined): void => {
      if (messageId === undefined) return;
      setCurrent(messageId);
      jumpTo(messageId);
    },
    [jumpTo],
  );
  // The selected hit is shown before the search is answered; another query starts at its newest hit, once: that one may expire.
  const first = isPicked ? initial.at?.messageId : hits[0]?.message_id;
  const started = useRef<string>(undefined);
  useEffect(() => {
    if (first === undefined || started.current === query) return;
    started.current = query;
    show(first);
  }, [show, first, query]);

  const older = async (): Promise<void> => {
    const next = hits[index + 1];
    if (next || !search.hasNextPage) return show(next?.message_id);
    const { data } = await search.fetchNextPage();
    show(data?.pages.flatMap(({ items }) => items)[index + 1]?.message_id);
  };
  return {
    text,
    setText,
    query,
    /** Id of the selected message. */
    current,
    /** -1 if the message is not among the hits. */
    index,
    hits,
    isSearching: search.isFetching || query !== text.trim(),
    error: search.isError ? search.error : null,
    searchedTo: search.searchedTo,
    hasOlder: index + 1 < hits.length || search.hasNextPage,
    hasNewer: index > 0,
    older: () => void older(),
    newer: () => show(hits[index - 1]?.message_id),
  };
};
