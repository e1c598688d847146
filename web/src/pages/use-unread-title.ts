import { unreadOf } from '#client';
import { useConversations, useHasMore } from '../features/conversations/api/use-conversations.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { strings } from '../strings/strings.ts';

/**
 * Sets the tab's title with the unread count; a lower bound if not all conversations are loaded.
 */
export const useUnreadTitle = (title: string): void => {
  const { list } = useConversations();
  const unread = list.reduce((sum, one) => sum + unreadOf(one), 0);
  const hasMore = useHasMore();
  usePageTitle(strings.titles.withUnread(unread, title, hasMore));
};
