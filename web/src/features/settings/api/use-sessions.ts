import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '#client';
import type { AccountEvent } from '#contracts/http/sessions.ts';
import { limits } from '#contracts/limits.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';

export const useSessions = () => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await call('GET /api/auth/sessions')).items,
    staleTime: 0,
  });
};

/** All events, newest first. Pages may overlap if an event is added meanwhile. */
export const useEvents = () => {
  const { call } = useApi();
  return useQuery({
    // Below the sessions' key, because what changes one list changes the other.
    queryKey: [...keys.sessions, 'events'],
    queryFn: async () => {
      const events = new Map<string, AccountEvent>();
      for (let page = 1, pages = 1; page <= pages; page++) {
        const query = { page: String(page), size: String(limits.page.maxSize) };
        const found = await call('GET /api/auth/events', { query });
        for (const event of found.items) events.set(event.id, event);
        pages = found.pages;
      }
      return [...events.values()];
    },
    staleTime: 0,
  });
};

/** A session that has ended meanwhile counts as signed out. */
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
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
  });
};
