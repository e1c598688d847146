import { useDeferredValue, useEffect, useState } from 'react';
import { Outlet, useMatch, useNavigate } from 'react-router';
import { followOutbox } from '../boot/follow-outbox.ts';
import { SignedInProviders } from '../boot/signed-in-providers.tsx';
import { Account } from '../features/auth/components/account.tsx';
import { useConversations } from '../features/conversations/api/use-conversations.ts';
import { ConversationPane } from '../features/conversations/components/conversation-pane.tsx';
import { nameOf } from '../features/conversations/model/conversation-words.ts';
import { useOutbox } from '../features/messages/model/outbox-context.ts';
import { classes } from '../lib/text.ts';
import { useKeyboardInset } from '../lib/use-keyboard-inset.ts';
import { useSettled } from '../lib/use-settled.ts';
import { strings } from '../strings/strings.ts';
import { useUserId } from '../sync/use-user-id.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { loadDialog } from './load-dialog.ts';
import { useUnreadTitle } from './use-unread-title.ts';

export { NothingPicked } from './nothing-picked.tsx';

const useChatTitle = (openId: string | undefined): void => {
  const userId = useUserId();
  const { list } = useConversations();
  const open = list.find(({ id }) => id === openId);
  const name = open ? strings.titles.page(nameOf(open, userId)) : strings.app.name;
  useUnreadTitle(name);
};

/** Tailwind's `md`: from this width on, both panes are visible. */
const WIDE = '(min-width: 48rem)';

/**
 * Whether to render the list. If the page opens on a phone with a dialog, which covers the list, it
 * is rendered after the dialog has been painted.
 */
const useIsListDue = (isCovered: boolean): boolean => {
  const [isHidden] = useState(() => isCovered && !matchMedia(WIDE).matches);
  const isSettled = useDeferredValue(useSettled());
  return isSettled || !isHidden;
};

const Panes = () => {
  const navigate = useNavigate();
  const openId = useMatch('/c/:conversationId/*')?.params.conversationId;
  const outbox = useOutbox();
  const isListDue = useIsListDue(openId !== undefined);
  useChatTitle(openId);
  useKeyboardInset();
  useEffect(() => followOutbox(outbox), [outbox]);
  useEffect(() => {
    void loadDialog();
  }, []);
  return (
    <main className="flex h-[calc(100dvh-var(--keyboard,0px))] bg-surface">
      <div
        className={classes(
          'w-full flex-col border-line md:flex md:w-[21rem] md:border-r lg:w-96',
          openId === undefined ? 'flex' : 'hidden',
        )}
      >
        {isListDue && (
          <ConversationPane
            account={<Account />}
            status={<ConnectionStatus />}
            onOpened={(id) => void navigate(`/c/${id}`)}
            onReveal={() => void navigate('/')}
          />
        )}
      </div>
      <div className={classes('min-w-0 flex-1 md:block', openId === undefined && 'hidden')}>
        <Outlet />
      </div>
    </main>
  );
};

/** Two panes side by side; on a phone one at a time. */
export const ChatLayout = () => (
  <SignedInProviders>
    <Panes />
  </SignedInProviders>
);
