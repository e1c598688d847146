import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation } from '../../../../../functions/contracts/http/conversations.ts';
import { useApi } from '../../../lib/api-context.ts';
import { createCache } from '../../../realtime/cache.ts';
import { mergeConversation } from '../../../realtime/conversation-index.ts';

/** Tells the server that everything is read up to `seq`, while somebody looks. */
export const useMarkRead = (
  conversation: Conversation | undefined,
  seq: number,
  isLooking: boolean,
): void => {
  const { call } = useApi();
  const client = useQueryClient();
  const id = conversation?.id;
  const isDue = isLooking && (conversation?.unread_count ?? 0) > 0 && seq > 0;
  useEffect(() => {
    if (!isDue || id === undefined) return;
    call('POST /api/conversations/{id}/read', { params: { id }, body: { seq } }).then(
      (read) => createCache(client).setConversations((index) => mergeConversation(index, read)),
      // The next message, focus or visit tries again.
      () => undefined,
    );
  }, [call, client, id, seq, isDue]);
};
