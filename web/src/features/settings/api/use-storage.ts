import { useQuery } from '@tanstack/react-query';
import { useApi } from '#site/sync/api-context.ts';

/** Loaded each time the page opens: no event reports changes. */
export const useStorage = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => call('GET /api/users/me/storage', undefined, signal),
    staleTime: 0,
  });
};
