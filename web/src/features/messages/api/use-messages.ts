import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Call } from '../../../lib/api-client.ts';
import { useApi } from '../../../lib/api-context.ts';
import { orKept } from '../../../lib/offline-copy.ts';
import { createCache, keys } from '../../../realtime/cache.ts';
import { loadOlder, loadWindow } from './load-window.ts';

/** The loaded messages of a conversation. Events and catching up keep them current. */
export const messagesQuery = (call: Call, conversationId: string) =>
  queryOptions({
    queryKey: keys.messages(conversationId),
    queryFn: ({ client, signal }) =>
      orKept(keys.messages(conversationId), () =>
        loadWindow({ call, cache: createCache(client) }, conversationId, signal),
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  });

export const useMessages = (conversationId: string) => {
  const { call } = useApi();
  return useQuery(messagesQuery(call, conversationId));
};

export const useLoadOlder = (conversationId: string) => {
  const { call } = useApi();
  const cache = createCache(useQueryClient());
  return useMutation({ mutationFn: () => loadOlder({ call, cache }, conversationId) });
};
