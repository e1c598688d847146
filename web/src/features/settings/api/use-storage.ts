import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../sync/api-context.ts';

/** Asked for each time that the page is opened: nothing tells when it changes. */
export const useStorage = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => call('GET /api/users/me/storage', undefined, signal),
    staleTime: 0,
  });
};
