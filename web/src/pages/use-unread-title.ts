import {
  useConversations,
  useMoreConversations,
} from '../features/conversations/api/use-conversations.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { strings } from '../strings/strings.ts';

/** The title of the tab, with how many messages are unread: at least so many, if the list goes on. */
export const useUnreadTitle = (title: string): void => {
  const { list } = useConversations();
  const unread = list.reduce((sum, { unread_count }) => sum + unread_count, 0);
  const { hasMore } = useMoreConversations();
  usePageTitle(strings.titles.withUnread(unread, title, hasMore));
};
