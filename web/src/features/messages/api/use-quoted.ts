import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Call } from '#client';
import type { Message } from '#contracts/http/messages.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { messagesQuery } from './use-messages.ts';

/** One message by its id. Events keep it current. */
export const messageQuery = (call: Call, id: string) =>
  queryOptions({
    queryKey: keys.message(id),
    queryFn: ({ signal }) => call('GET /api/messages/{id}', { params: { id } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A quoted message: from the loaded ones, else loaded by its id. */
export const useQuoted = (
  conversationId: string,
  messageId: string | null,
): { message: Message | undefined; isFailed: boolean } => {
  const { call } = useApi();
  const { data: loaded } = useQuery({
    ...messagesQuery(call, conversationId),
    enabled: false,
    select: ({ messages }) => messages.find(({ id }) => id === messageId),
  });
  const { data: fetched, isError } = useQuery({
    ...messageQuery(call, messageId ?? ''),
    enabled: messageId !== null && loaded === undefined,
  });
  return { message: loaded ?? fetched, isFailed: isError };
};
