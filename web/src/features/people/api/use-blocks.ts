import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Call } from '#client';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';

export const blocksQuery = (call: Call) =>
  queryOptions({
    queryKey: keys.blocks,
    queryFn: ({ signal }) => call('GET /api/users/me/blocks', undefined, signal),
    staleTime: 5 * 60_000,
  });

/** The users that the user has blocked, by name. */
export const useBlocks = () => useQuery(blocksQuery(useApi().call));

export const useIsBlocked = (userId: string | undefined): boolean =>
  useBlocks().data?.items.some(({ id }) => id === userId) ?? false;
