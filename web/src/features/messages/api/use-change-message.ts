import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Message } from '../../../../../functions/contracts/http/messages.ts';
import { useApi } from '../../../sync/api-context.ts';
import { createQueryCache } from '../../../sync/query-cache.ts';
import type { Wish } from './change-message.ts';
import { changeMessage } from './change-message.ts';

/** Edits or deletes an own message; what becomes of it shows at the message. */
export const useChangeMessage = (): ((message: Message, wish: Wish) => void) => {
  const { call } = useApi();
  const client = useQueryClient();
  return useCallback(
    (message, wish) => void changeMessage({ call, cache: createQueryCache(client) }, message, wish),
    [call, client],
  );
};
