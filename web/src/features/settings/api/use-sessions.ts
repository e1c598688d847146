import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../lib/api-context.ts';
import { ApiError } from '../../../lib/api-error.ts';

const sessionsKey = ['sessions'] as const;

export const useSessions = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: sessionsKey,
    queryFn: async () => (await call('GET /api/auth/sessions')).items,
    staleTime: 0,
  });
};

/** One that has ended meanwhile is as good as signed out. */
export const useEndSession = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      try {
        await call('DELETE /api/auth/sessions/{id}', { params: { id } });
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'session_not_found')) throw error;
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
};
