import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { useRealtime } from '#site/sync/realtime-context.ts';

/**
 * Blocks or unblocks a user, and reloads presence. `onDone` is called after the server has
 * confirmed.
 */
export const useSetBlocked = (userId: string, onDone?: () => void) => {
  const { call } = useApi();
  const { catchUp } = useRealtime();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (isBlocked: boolean) =>
      call(isBlocked ? 'PUT /api/users/{id}/block' : 'DELETE /api/users/{id}/block', {
        params: { id: userId },
      }),
    onSuccess: async () => {
      void catchUp.list().catch(() => undefined);
      await client.invalidateQueries({ queryKey: keys.blocks });
      onDone?.();
    },
  });
};
