import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Call, ConversationIndex, ListExtent } from '#client';
import {
  byActivity,
  fetchConversationPage,
  fetchConversations,
  mergeConversations,
  withSeen,
} from '#client';
import { useApi } from '#site/sync/api-context.ts';
import { orCached } from '#site/sync/offline-copy.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { useSeen } from '#site/sync/realtime-context.ts';

const forever = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/**
 * Loads the first page once. Afterwards events and catch-up keep it current, and scrolling adds
 * pages.
 */
export const conversationsQuery = (call: Call) =>
  queryOptions({
    queryKey: keys.conversations,
    queryFn: ({ client, signal }) =>
      orCached(keys.conversations, async (): Promise<ConversationIndex> => {
        const { found, extent } = await fetchConversations(call, 1, signal);
        createQueryCache(client).setListExtent(extent);
        // Merges, because events may have been applied during the request.
        const known = client.getQueryData<ConversationIndex>(keys.conversations);
        return mergeConversations(known ?? {}, found);
      }),
    ...forever,
  });

/** The loaded conversations of the user, latest activity first. */
export const useConversations = () => {
  const { call } = useApi();
  const query = useQuery(conversationsQuery(call));
  const { data } = query;
  const sorted = useMemo(() => byActivity(data ?? {}), [data]);
  const seen = useSeen();
  return {
    ...query,
    list: useMemo(() => sorted.map((one) => withSeen(one, seen)), [sorted, seen]),
  };
};

/** Loads the next page of conversations. */
export const useMoreConversations = () => {
  const { call } = useApi();
  const cache = createQueryCache(useQueryClient());
  const { data: extent } = useQuery<ListExtent>({
    queryKey: keys.listExtent,
    enabled: false,
    ...forever,
  });
  const more = useMutation({
    mutationFn: async (): Promise<void> => {
      const { loaded, total } = cache.listExtent() ?? { loaded: 1, total: 1 };
      if (loaded >= total) return;
      const page = await fetchConversationPage(call, loaded + 1);
      cache.mergeList(page.found);
      cache.setListExtent({ loaded: loaded + 1, total: page.total });
    },
  });
  return { ...more, hasMore: extent !== undefined && extent.loaded < extent.total };
};
