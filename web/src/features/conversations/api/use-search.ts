import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { limits } from '#contracts/limits.ts';
import { codePoints } from '#contracts/text.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';

/** Searches users by name; sends no request for an empty text, or one that is longer than a name. */
export const useSearch = (text: string) => {
  const { call } = useApi();
  return useQuery({
    queryKey: keys.search(text),
    queryFn: ({ signal }) => call('GET /api/users/search', { query: { q: text } }, signal),
    enabled: text !== '' && codePoints(text) <= limits.searchQuery.maxLength,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
};
