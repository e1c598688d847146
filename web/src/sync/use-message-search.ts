import { useInfiniteQuery } from '@tanstack/react-query';
import type { SearchHit } from '#contracts/http/search.ts';
import { useApi } from './api-context.ts';
import { keys } from './query-cache.ts';

const noHits: SearchHit[] = [];

/**
 * Searches the text of messages, in one conversation or in all; sends no request for an empty text. One page is one
 * request, which may have no hits although older messages have.
 */
export const useMessageSearch = (text: string, conversationId?: string) => {
  const { call } = useApi();
  const search = useInfiniteQuery({
    queryKey: keys.messageSearch(text, conversationId),
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/search',
        {
          query: {
            q: text,
            ...(conversationId !== undefined && { conversation_id: conversationId }),
            ...(pageParam !== '' && { cursor: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    enabled: text !== '',
    staleTime: 15_000,
    gcTime: 60_000,
  });
  const pages = search.data?.pages;
  return {
    ...search,
    hits: pages?.flatMap(({ items }) => items) ?? noHits,
    /** Everything from this time on was searched; null: everything. */
    searchedTo: pages?.at(-1)?.searched_to ?? null,
  };
};
