import { useQuery } from '@tanstack/react-query';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import { useUserId } from '#site/sync/use-user-id.ts';

/** Accepts an invitation, once; the server accepts a repetition. Adds the conversation to the list. */
export const useAccept = (code: string) => {
  const { call } = useApi();
  const userId = useUserId();
  return useQuery({
    queryKey: ['accept', code, userId],
    queryFn: async ({ client }) => {
      const { conversation } = await call('POST /api/invitations/accept', { body: { code } });
      if (conversation) createQueryCache(client).mergeList([conversation]);
      return { conversationId: conversation?.id ?? null };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
};
