import { Outlet, useMatch, useNavigate } from 'react-router';
import { AccountMenu } from '../features/auth/components/account-menu.tsx';
import { useConversations } from '../features/conversations/api/use-conversations.ts';
import { ConversationPane } from '../features/conversations/components/conversation-pane.tsx';
import { nameOf } from '../features/conversations/model/conversation-words.ts';
import { usePageTitle } from '../lib/page-title.ts';
import { strings } from '../lib/strings.ts';
import { classes } from '../lib/text.ts';
import { useUserId } from '../lib/use-user-id.ts';
import { ConnectionStatus } from './connection-status.tsx';

export { DialogPage } from './dialog-page.tsx';
export { NothingPicked } from './nothing-picked.tsx';

const useChatTitle = (openId: string | undefined): void => {
  const userId = useUserId();
  const { list } = useConversations();
  const unread = list.reduce((sum, { unread_count }) => sum + unread_count, 0);
  const open = list.find(({ id }) => id === openId);
  const name = open ? strings.titles.page(nameOf(open, userId)) : strings.app.name;
  usePageTitle(strings.titles.withUnread(unread, name));
};

/** Two panes side by side; on a phone one at a time. */
export const ChatLayout = () => {
  const navigate = useNavigate();
  const openId = useMatch('/c/:conversationId')?.params.conversationId;
  useChatTitle(openId);
  return (
    <div className="flex h-dvh bg-surface">
      <div
        className={classes(
          'w-full flex-col border-line md:flex md:w-[21rem] md:border-r lg:w-96',
          openId === undefined ? 'flex' : 'hidden',
        )}
      >
        <ConversationPane
          account={<AccountMenu />}
          status={<ConnectionStatus />}
          onOpened={(id) => void navigate(`/c/${id}`)}
        />
      </div>
      <main className={classes('min-w-0 flex-1 md:block', openId === undefined && 'hidden')}>
        <Outlet />
      </main>
    </div>
  );
};
