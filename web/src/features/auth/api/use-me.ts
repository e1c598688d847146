import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.ts';
import { keys } from '../../../realtime/cache.ts';

export const useMe = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => call('GET /api/users/me', undefined, signal),
    staleTime: 5 * 60_000,
  });
};
