import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mergeConversation } from '#client';
import { useApi } from '../../../sync/api-context.ts';
import { createQueryCache } from '../../../sync/query-cache.ts';

/** The one conversation with a person, new or not. `onOpened` is called even if the component is gone by then. */
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
