import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { jumpOf } from '#site/lib/dialog-state.ts';
import { useApi } from '#site/sync/api-context.ts';
import { createQueryCache } from '#site/sync/query-cache.ts';
import type { History } from '../api/use-messages.ts';
import { messageQuery } from '../api/use-quoted.ts';
import type { Target } from './use-log-position.ts';

/**
 * The scroll target of the log, which is loaded if necessary. `onFailed`: it could not be loaded.
 */
export const useTarget = (conversationId: string, move: History['move'], onFailed: () => void) => {
  const { call } = useApi();
  const client = useQueryClient();
  const [target, setTarget] = useState<Target | null>(null);
  const { mutateAsync } = move;

  const jumpTo = useCallback(
    async (messageId: string): Promise<void> => {
      setTarget({ to: { messageId } });
      const loaded = createQueryCache(client).window(conversationId)?.messages ?? [];
      if (loaded.some(({ id }) => id === messageId)) return;
      await mutateAsync(await client.fetchQuery(messageQuery(call, messageId))).catch(onFailed);
    },
    [call, client, conversationId, mutateAsync, onFailed],
  );
  const toEnd = useCallback((): void => {
    setTarget({ to: 'end' });
    const isLoaded = createQueryCache(client).window(conversationId)?.upTo === null;
    if (!isLoaded) mutateAsync('end').catch(onFailed);
  }, [client, conversationId, mutateAsync, onFailed]);

  const { state, key } = useLocation();
  const wanted = jumpOf(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another visit of the same link jumps again
  useEffect(() => {
    if (wanted !== null) void jumpTo(wanted);
  }, [wanted, key, jumpTo]);

  return { target, jumpTo: useCallback((id: string) => void jumpTo(id), [jumpTo]), toEnd };
};
