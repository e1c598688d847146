import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Call } from '#client';
import {
  loadAround,
  loadEnd,
  loadNewer,
  loadOlder,
  loadWindow,
  withoutNewest,
  withoutOldest,
} from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { useApi } from '#site/sync/api-context.ts';
import { orCached } from '#site/sync/offline-copy.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import type { Excess } from '../log/log-paging.ts';

/** The loaded messages of a conversation. Events and catch-up keep them current. */
export const messagesQuery = (call: Call, conversationId: string) =>
  queryOptions({
    queryKey: keys.messages(conversationId),
    queryFn: ({ client, signal }) =>
      orCached(keys.messages(conversationId), () =>
        loadWindow({ call, cache: createQueryCache(client) }, conversationId, signal),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  });

export const useMessages = (conversationId: string) => {
  const { call } = useApi();
  return useQuery(messagesQuery(call, conversationId));
};

/** Extends the window of a conversation at its ends, or moves it elsewhere. */
export const useHistory = (id: string) => {
  const { call } = useApi();
  const client = useQueryClient();
  const cache = createQueryCache(client);
  const deps = { call, cache };
  const evict = useCallback(
    ({ oldest, newest }: Excess) =>
      createQueryCache(client).setWindow(id, (window) =>
        withoutNewest(withoutOldest(window, oldest), newest),
      ),
    [client, id],
  );
  return {
    older: useMutation({ mutationFn: () => loadOlder(deps, id) }),
    newer: useMutation({ mutationFn: () => loadNewer(deps, id) }),
    /** Moves to a message of this conversation, or to its end. */
    move: useMutation({
      mutationFn: async (to: Pick<Message, 'id' | 'seq'> | 'end') => {
        const window = to === 'end' ? await loadEnd(deps, id) : await loadAround(deps, id, to);
        cache.setWindow(id, () => window);
      },
    }),
    evict,
  };
};
export type History = ReturnType<typeof useHistory>;
