import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Message } from '#contracts/http/messages.ts';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import type { ChangeRequest } from './change-message.ts';
import { changeMessage } from './change-message.ts';

/** Edits or deletes an own message; the message shows the result. */
export const useChangeMessage = (): ((message: Message, request: ChangeRequest) => void) => {
  const { call } = useApi();
  const client = useQueryClient();
  return useCallback(
    (message, request) =>
      void changeMessage({ call, cache: createQueryCache(client) }, message, request),
    [call, client],
  );
};
