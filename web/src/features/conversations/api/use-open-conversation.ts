import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.ts';
import { createCache } from '../../../realtime/cache.ts';
import { mergeConversation } from '../../../realtime/conversation-index.ts';

/** The one conversation with a person, new or not. */
export const useOpenConversation = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (peerId: string) => call('POST /api/conversations', { body: { peer_id: peerId } }),
    onSuccess: (conversation) => {
      createCache(client).setConversations((index) => mergeConversation(index, conversation));
    },
  });
};
