import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Call } from '../../../lib/api-client.ts';
import { useApi } from '../../../lib/api-context.ts';
import { orKept } from '../../../lib/offline-copy.ts';
import { keys } from '../../../realtime/cache.ts';
import type { ConversationIndex } from '../../../realtime/conversation-index.ts';
import { byActivity, mergeConversations } from '../../../realtime/conversation-index.ts';
import { fetchConversations } from '../../../realtime/fetch-conversations.ts';

/** Loaded once; afterwards events and catching up keep it current. */
export const conversationsQuery = (call: Call) =>
  queryOptions({
    queryKey: keys.conversations,
    queryFn: ({ client, signal }) =>
      orKept(keys.conversations, async (): Promise<ConversationIndex> => {
        const fresh = await fetchConversations(call, signal);
        // Events may have been folded in while the answer was under way.
        const known = client.getQueryData<ConversationIndex>(keys.conversations);
        return mergeConversations(known ?? {}, fresh);
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** The conversations of the user, latest activity first. */
export const useConversations = () => {
  const { call } = useApi();
  const query = useQuery(conversationsQuery(call));
  const { data } = query;
  return { ...query, list: useMemo(() => byActivity(data ?? {}), [data]) };
};

export const useConversation = (id: string) => {
  const { call } = useApi();
  return useQuery({ ...conversationsQuery(call), select: (index) => index[id] });
};
