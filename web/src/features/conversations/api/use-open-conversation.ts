import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mergeConversation } from '#client';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';

/**
 * Opens the conversation with a user, and creates it if it is new. `onOpened` is called even if the
 * component has unmounted.
 */
export const useOpenConversation = (onOpened: (conversationId: string) => void) => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (peerId: string) => call('POST /api/conversations', { body: { peer_id: peerId } }),
    onSuccess: (conversation) => {
      createQueryCache(client).setConversations((index) => mergeConversation(index, conversation));
      onOpened(conversation.id);
    },
  });
};
