import type { InfiniteData } from '@tanstack/react-query';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { isShown } from '#client';
import type { StarredMessage } from '#contracts/http/marks/marks.ts';
import { useApi } from '#site/sync/api-context.ts';
import { keys } from '#site/sync/query-cache.ts';
import { usePendingMarks, useRealtime } from '#site/sync/realtime-context.ts';

interface Page {
  readonly items: StarredMessage[];
  readonly next_cursor: string | null;
}

const none: StarredMessage[] = [];

/**
 * The user's starred messages, in one conversation or in all, the latest star first. Read again whenever the page
 * opens.
 */
export const useStarred = (conversationId: string | undefined) => {
  const { call } = useApi();
  const { marks } = useRealtime();
  const pending = usePendingMarks();
  const client = useQueryClient();
  const queryKey = keys.starred(conversationId);
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }): Promise<Page> =>
      call(
        'GET /api/starred',
        {
          query: {
            ...(conversationId !== undefined && { conversation_id: conversationId }),
            ...(pageParam !== '' && { cursor: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    gcTime: 0,
  });
  const items = query.data?.pages.flatMap(({ items: page }) => page) ?? none;
  return {
    ...query,
    items: items.filter(({ message_id: id, conversation_id, seq }) =>
      isShown(pending[conversation_id], { id, seq }),
    ),
    unstar: ({ conversation_id, message_id }: StarredMessage): void => {
      marks.change(conversation_id, { unstar: [message_id] });
      client.setQueryData<InfiniteData<Page>>(
        queryKey,
        (known) =>
          known && {
            ...known,
            pages: known.pages.map((page) => ({
              ...page,
              items: page.items.filter((item) => item.message_id !== message_id),
            })),
          },
      );
    },
  };
};
