import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError, mergeConversation, withSettings } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache, keys } from '#site/sync/query-cache.ts';
import { usePendingSettings } from '#site/sync/realtime-context.ts';
import { conversationsQuery } from './use-conversations.ts';

/** Retry interval while the server cannot be reached. */
const AGAIN_MS = 5_000;
const mayPass = (error: unknown): boolean => error instanceof ApiError && error.isTransient;

/** One conversation: from the list, or loaded by its id if the list is not loaded that far. */
export const useConversation = (
  id: string,
): { conversation: Conversation | undefined; isPending: boolean } => {
  const { call } = useApi();
  const cache = createQueryCache(useQueryClient());
  const listed = useQuery({ ...conversationsQuery(call), select: (index) => index[id] });
  const pending = usePendingSettings();
  const isMissing = listed.isSuccess && listed.data === undefined;
  const single = useQuery({
    queryKey: keys.conversation(id),
    queryFn: async ({ signal }): Promise<true> => {
      const found = await call('GET /api/conversations/{id}', { params: { id } }, signal);
      cache.setConversations((index) => mergeConversation(index, found));
      return true;
    },
    enabled: isMissing,
    refetchInterval: ({ state }) => (mayPass(state.error) ? AGAIN_MS : false),
  });
  return {
    conversation: useMemo(
      () => listed.data && withSettings(listed.data, pending),
      [listed.data, pending],
    ),
    isPending: listed.isPending || (isMissing && (single.isPending || mayPass(single.error))),
  };
};
