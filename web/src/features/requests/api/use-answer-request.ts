import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mergeConversation } from '#client';
import type { RequestAnswer } from '#contracts/closed-lists.ts';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';

/** Accepts or declines a message request; the answer is the conversation. */
export const useAnswerRequest = (id: string, onAnswered: (answer: RequestAnswer) => void) => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answer: RequestAnswer) =>
      call('PUT /api/conversations/{id}/request', { params: { id }, body: { answer } }),
    onSuccess: (conversation, answer) => {
      onAnswered(answer);
      createQueryCache(client).setConversations((index) => mergeConversation(index, conversation));
    },
  });
};
