import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.ts';
import { keys } from '../../../realtime/cache.ts';

/** Whom the user has blocked, by name. */
export const useBlocks = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.blocks,
    queryFn: ({ signal }) => call('GET /api/users/me/blocks', undefined, signal),
    staleTime: 5 * 60_000,
  });
};

export const useIsBlocked = (userId: string | undefined): boolean =>
  useBlocks().data?.items.some(({ id }) => id === userId) ?? false;
