import type { QueryClient } from '@tanstack/react-query';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Call } from '#client';
import { ApiError } from '#client';
import { useApi } from '#site/sync/api-context.ts';

/** A URL with less time left than this is not used. */
const MARGIN_MS = 20_000;

interface Download {
  readonly url: string;
  readonly expires_at: string;
}

const downloadQuery = (call: Call, id: string) =>
  queryOptions({
    queryKey: ['attachment', id],
    queryFn: ({ signal }): Promise<Download> =>
      call('GET /api/attachments/{id}', { params: { id } }, signal) as Promise<Download>,
    staleTime: ({ state }) => {
      if (!state.data) return 0;
      const expiresAt = Date.parse(state.data.expires_at);
      return Math.max(0, expiresAt - MARGIN_MS - state.dataUpdatedAt);
    },
    gcTime: 5 * 60_000,
  });

/** The download URL of an attachment, cached until shortly before it expires. */
export const useDownload = (id: string, isWanted: boolean) => {
  const { call } = useApi();
  return useQuery({ ...downloadQuery(call, id), enabled: isWanted });
};

/** A URL that is valid now. @throws ApiError; 404 if the attachment no longer exists */
export const fetchDownload = async (client: QueryClient, call: Call, id: string): Promise<string> =>
  (await client.fetchQuery(downloadQuery(call, id))).url;

export const isGone = (error: unknown): boolean =>
  error instanceof ApiError && error.status === 404;
