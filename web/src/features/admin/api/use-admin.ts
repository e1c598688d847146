import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AccountAction } from '#contracts/closed-lists.ts';
import { useApi } from '#site/sync/api-context.ts';
import { useProven } from '#site/ui/step-up/step-up.tsx';

const all = ['admin'] as const;
const overviewKey = ['admin', 'overview'] as const;
const peopleKey = ['admin', 'people'] as const;
const personKey = (id: string) => ['admin', 'person', id] as const;

export const useOverview = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: overviewKey,
    queryFn: ({ signal }) => call('GET /api/admin/overview', {}, signal),
    refetchInterval: 30_000,
  });
};

/** Everybody page by page, or those whose name matches. */
export const usePeople = (name: string) => {
  const { call } = useApi();
  return useInfiniteQuery({
    queryKey: [...peopleKey, name],
    queryFn: ({ pageParam, signal }) => {
      const page = pageParam === null ? {} : { cursor: pageParam };
      const query = name === '' ? page : { q: name };
      return call('GET /api/admin/people', { query }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
};

export const usePerson = (id: string) => {
  const { call } = useApi();
  return useQuery({
    queryKey: personKey(id),
    queryFn: ({ signal }) => call('GET /api/admin/people/{id}', { params: { id } }, signal),
  });
};

export interface Operation {
  readonly action: AccountAction;
  readonly session_id?: string;
  readonly current_password?: string;
}

export const useOperate = (id: string) => {
  const { call } = useApi();
  const proven = useProven();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Operation) =>
      proven(() => call('POST /api/admin/people/{id}/actions', { params: { id }, body })),
    onSuccess: async ({ person }) => {
      client.setQueryData(personKey(id), person);
      await client.invalidateQueries({ queryKey: peopleKey });
    },
  });
};

export const useInvite = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /api/admin/invitations'),
    onSettled: () => client.invalidateQueries({ queryKey: overviewKey }),
  });
};

export const useWithdraw = () => {
  const { call } = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('DELETE /api/admin/invitations/{id}', { params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: all }),
  });
};
