import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SearchHit } from '#contracts/http/search.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';

export type GalleryKind = 'media' | 'voice' | 'files' | 'links';

/** Requests that are made by themselves while nothing is found. */
const MAX_BY_ITSELF = 4;

const none: SearchHit[] = [];

/** The messages of a conversation with files of a kind or with links, newest first. */
export const useGallery = (conversationId: string, kind: GalleryKind) => {
  const { call } = useApi();
  const search = useInfiniteQuery({
    queryKey: keys.gallery(conversationId, kind),
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/search',
        {
          query: {
            q: '',
            has: kind,
            conversation_id: conversationId,
            limit: '50',
            ...(pageParam !== '' && { cursor: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 5_000,
    gcTime: 60_000,
  });
  const pages = search.data?.pages ?? [];
  const hits = pages.length > 0 ? pages.flatMap(({ items }) => items) : none;
  const { hasNextPage, isFetching, isError, fetchNextPage } = search;
  const goesOn = hits.length === 0 && hasNextPage && pages.length < MAX_BY_ITSELF;
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage();
  }, [goesOn, isFetching, isError, fetchNextPage]);
  return { ...search, hits, goesOn, searchedTo: pages.at(-1)?.searched_to ?? null };
};
