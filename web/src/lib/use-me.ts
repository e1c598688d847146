import { useQuery } from '@tanstack/react-query';
import { keys } from '../realtime/cache.ts';
import { useApi } from './api-context.ts';

export const useMe = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => call('GET /api/users/me', undefined, signal),
    staleTime: 5 * 60_000,
  });
};
