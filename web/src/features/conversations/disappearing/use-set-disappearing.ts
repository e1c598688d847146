import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mergeConversation } from '#client';
import type { DisappearingSeconds } from '#contracts/http/disappearing/times.ts';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';

/** Sets after which time messages disappear that are sent from now on. */
export const useSetDisappearing = (id: string, onDone: () => void) => {
  const { call } = useApi();
  const cache = createQueryCache(useQueryClient());
  return useMutation({
    mutationFn: (after: DisappearingSeconds | null) =>
      call('PUT /api/conversations/{id}/disappearing', { params: { id }, body: { after } }),
    onSuccess: (conversation) => {
      cache.setConversations((index) => mergeConversation(index, conversation));
      onDone();
    },
  });
};
