import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '#site/sync/api-context.ts';

const key = ['invitations'] as const;

/** The open invitations of the user, and whether users may invite. */
export const useInvitations = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call('GET /api/invitations', {}, signal),
  });
};

export const useCreateInvitation = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /api/invitations'),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
};

export const useRevokeInvitation = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('DELETE /api/invitations/{id}', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
};
