import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Call } from '#client';
import { ApiError, isSeen } from '#client';
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
): { message: Message | undefined; isFailed: boolean; isRemoved: boolean } => {
  const { call } = useApi();
  const { data: { loaded, marks } = {} } = useQuery({
    ...messagesQuery(call, conversationId),
    enabled: false,
    select: ({ messages, marks }) => ({
      loaded: messages.find(({ id }) => id === messageId),
      marks,
    }),
  });
  const { data: fetched, error } = useQuery({
    ...messageQuery(call, messageId ?? ''),
    enabled: messageId !== null && loaded === undefined,
  });
  const message = loaded ?? fetched;
  // The user may have deleted it for themselves since it was loaded.
  const isRemoved = message
    ? !isSeen({ ...(marks && { marks }) }, message)
    : error instanceof ApiError && error.code === 'message_not_found';
  return {
    message: isRemoved ? undefined : message,
    isFailed: error !== null || isRemoved,
    isRemoved,
  };
};
