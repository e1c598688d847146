import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Call, ConversationIndex, ListExtent } from '#client';
import {
  byActivity,
  fetchConversationPage,
  hasMoreThan,
  mergeConversations,
  withoutRemoved,
  withSeen,
  withSettings,
} from '#client';
import { useApi } from '#site/sync/api-context.ts';
import { orCached } from '#site/sync/offline-copy.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { usePendingMarks, usePendingSettings, useSeen } from '#site/sync/realtime-context.ts';

const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** Archived ones and requests are loaded with the first comparison of the list, or when their view is opened. */
const unloaded = (count: number) => ({ loaded: 0, total: count > 0 ? 1 : 0, count });
const firstExtent = (total: number, archived: number, requests: number): ListExtent => ({
  loaded: 1,
  total,
  archived: unloaded(archived),
  requests: unloaded(requests),
});

/**
 * Loads the first page once. Afterwards events and catch-up keep it current, and scrolling adds
 * pages.
 */
export const conversationsQuery = (call: Call) =>
  queryOptions({
    queryKey: keys.conversations,
    queryFn: ({ client, signal }) =>
      orCached(keys.conversations, async (): Promise<ConversationIndex> => {
        const page = await fetchConversationPage(call, 1, { signal });
        const { found, total, archivedTotal, requestsTotal } = page;
        createQueryCache(client).setListExtent(firstExtent(total, archivedTotal, requestsTotal));
        // Merges, because events may have been applied during the request.
        const known = client.getQueryData<ConversationIndex>(keys.conversations);
        return mergeConversations(known ?? {}, found);
      }),
    ...forever,
  });

/** The loaded conversations of the user, archived ones and requests included, latest activity first. */
export const useConversations = () => {
  const { call } = useApi();
  const query = useQuery(conversationsQuery(call));
  const { data } = query;
  const sorted = useMemo(
    () => byActivity(data ?? {}).filter(({ request }) => request?.state !== 'declined'),
    [data],
  );
  const [seen, pending, marking] = [useSeen(), usePendingSettings(), usePendingMarks()];
  return {
    ...query,
    list: useMemo(
      () =>
        sorted.map((one) => withoutRemoved(withSettings(withSeen(one, seen), pending), marking)),
      [sorted, seen, pending, marking],
    ),
  };
};

export type View = 'main' | 'archived' | 'requests';

export const useExtent = () =>
  useQuery<ListExtent>({ queryKey: keys.listExtent, enabled: false, ...forever });

/** Are there conversations that are not loaded, archived or not? */
export const useHasMore = (): boolean => {
  const { data: extent } = useExtent();
  return extent !== undefined && hasMoreThan(extent);
};

/** Loads the next page of a view. */
export const useMoreConversations = (view: View) => {
  const { call } = useApi();
  const cache = createQueryCache(useQueryClient());
  const { data: extent } = useExtent();
  const pagesOf = (known: ListExtent) => (view === 'main' ? known : known[view]);
  const more = useMutation({
    mutationFn: async (): Promise<void> => {
      const known = cache.listExtent();
      if (!known || pagesOf(known).loaded >= pagesOf(known).total) return;
      const page = await fetchConversationPage(call, pagesOf(known).loaded + 1, { view });
      cache.mergeList(page.found);
      const pages = { loaded: pagesOf(known).loaded + 1, total: page.total };
      const archived = { ...known.archived, count: page.archivedTotal };
      cache.setListExtent(
        view === 'main'
          ? { ...known, ...pages, archived }
          : { ...known, archived: { ...archived, ...pages } },
      );
    },
  });
  const shown = extent && pagesOf(extent);
  return { ...more, hasMore: shown !== undefined && shown.loaded < shown.total };
};
