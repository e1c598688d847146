import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Call } from '#client';
import { useApi } from './api-context.ts';
import { lastUser } from './last-user.ts';
import { keys } from './query-cache.ts';

export const meQuery = (call: Call) =>
  queryOptions({
    queryKey: keys.me,
    queryFn: async ({ signal }) => {
      const me = await call('GET /api/users/me', undefined, signal);
      lastUser.rename(me.id, me.username);
      return me;
    },
    staleTime: 5 * 60_000,
  });

export const useMe = () => useQuery(meQuery(useApi().call));

/** Id and name, also offline (then without display name and photo); null until the profile was loaded once. */
export const useMyName = (): {
  id: string;
  username: string;
  display_name?: string | null;
  photo?: string | null;
} | null => {
  const { data } = useMe();
  if (data) return data;
  const { id, username = null } = lastUser.read() ?? {};
  return id !== undefined && username !== null ? { id, username } : null;
};
