import { Suspense, useEffect, useState } from 'react';
import { Outlet, useLocation, useMatch, useNavigate, useParams } from 'react-router';
import { isUnaccepted, lacksMarks } from '#client';
import { useConversation } from '../features/conversations/api/use-conversation.ts';
import { useClearMark, useMarkRead } from '../features/conversations/api/use-mark-read.ts';
import { DialogHeader } from '../features/conversations/components/dialog-header.tsx';
import { useView } from '../features/conversations/model/view.ts';
import { useFreshWindow } from '../features/messages/api/use-fresh-window.ts';
import { useMessages } from '../features/messages/api/use-messages.ts';
import { Dialog } from '../features/messages/components/dialog.tsx';
import { FindButton } from '../features/messages/find/find-button.tsx';
import { useOutbox } from '../features/messages/model/outbox-context.ts';
import { Offer } from '../features/notifications/components/offer.tsx';
import { useIsBlocked } from '../features/people/api/use-blocks.ts';
import { findOf, withFind } from '../lib/dialog-state.ts';
import { lazy } from '../lib/parts/lazy.ts';
import { classes } from '../lib/text.ts';
import { strings } from '../strings/strings.ts';
import { useRealtime } from '../sync/realtime-context.ts';
import { useUserId } from '../sync/use-user-id.ts';
import { Blank } from '../ui/blank.tsx';
import { Button } from '../ui/button.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { usePanel } from './people/use-panel.ts';
import { useLooking } from './use-looking.ts';
import { WithFiles } from './with-files.tsx';

export { messagesQuery } from '../features/messages/api/use-messages.ts';
export { blocksQuery } from '../features/people/api/use-blocks.ts';

import { Link } from '../ui/link.tsx';

const words = strings.errors;

const FindBar = lazy(async () => ({
  default: (await import('../features/messages/find/find-bar.tsx')).FindBar,
}));

const Forward = lazy(async () => ({
  default: (await import('./forward/forward-dialog.tsx')).ForwardDialog,
}));

const loadRequest = () => import('./people/request-page.tsx');
const RequestPage = lazy(async () => ({ default: (await loadRequest()).RequestPage }));
const RequestNote = lazy(async () => ({ default: (await loadRequest()).RequestNote }));
const BlockedNote = lazy(async () => ({ default: (await loadRequest()).BlockedNote }));

const NoConversation = () => (
  <div className="h-full bg-canvas">
    <Blank heading="h1" title={words.noConversationTitle} lead={words.noConversationLead}>
      <Button asChild look="outline">
        <Link to="/">{words.home}</Link>
      </Button>
    </Blank>
  </div>
);

const OpenDialog = ({ id }: { id: string }) => {
  const { catchUp } = useRealtime();
  const outbox = useOutbox();
  const { conversation, isPending } = useConversation(id);
  useFreshWindow(conversation);
  const { data: window } = useMessages(id);
  const userId = useUserId();
  const isBlocked = useIsBlocked(conversation?.peer.id);
  const location = useLocation();
  const view = useView();
  const navigate = useNavigate();
  const find = findOf(location.state);
  const isAbout = useMatch('/c/:conversationId/about') !== null;
  const isCovered = !usePanel() && isAbout;
  const isLooking = useLooking() && !isCovered;
  const setFind = (next: typeof find) =>
    void navigate(location.pathname, {
      replace: true,
      state: { view, ...(next && withFind(next)) },
    });
  const logSeq = window?.logSeq ?? 0;
  const isUnmarked = window && conversation ? lacksMarks(window, conversation) : false;
  const isBehind = window !== undefined && ((conversation?.last_seq ?? 0) > logSeq || isUnmarked);
  useEffect(() => {
    if (isBehind) void catchUp.conversation(id);
  }, [catchUp, id, isBehind]);
  const [seen, setSeen] = useState(0);
  useMarkRead(conversation, seen, isLooking);
  useClearMark(conversation, isLooking);

  if (!conversation) {
    if (!isPending) return <NoConversation />;
    return (
      <div className="flex h-full items-center justify-center bg-canvas text-ink-faint">
        <Spinner />
      </div>
    );
  }
  if (isUnaccepted(conversation)) {
    return (
      <Suspense>
        <RequestPage conversation={conversation} />
      </Suspense>
    );
  }
  const { request } = conversation;
  const note = request && (
    <Suspense>
      <RequestNote conversation={conversation} />
    </Suspense>
  );
  const { peer, peer_read_seq, my_read_seq, unread_count } = conversation;
  const isOther = peer.id !== userId;
  return (
    <WithFiles conversationId={id} canSend={peer.is_active && !isBlocked && !request}>
      {(files) => (
        <div className="relative flex h-full">
          <div className={classes('min-w-0 flex-1', isCovered && 'invisible')}>
            <Dialog
              conversationId={id}
              peer={peer}
              peerReadSeq={peer_read_seq}
              myReadSeq={my_read_seq}
              unreadCount={unread_count}
              isLooking={isLooking}
              onSeen={setSeen}
              files={files}
              Forward={Forward}
              header={
                <>
                  <DialogHeader
                    conversation={conversation}
                    about={isAbout ? `/c/${id}` : `/c/${id}/about`}
                    actions={
                      <>
                        <FindButton onOpen={() => setFind({ text: '' })} />
                        <DialogActions conversation={conversation} />
                      </>
                    }
                  />
                  {find && window && (
                    <Suspense>
                      <FindBar key={location.key} initial={find} onClose={() => setFind(null)} />
                    </Suspense>
                  )}
                  {isOther && <Offer outbox={outbox} />}
                </>
              }
              closed={
                isBlocked ? (
                  <Suspense>
                    <BlockedNote peer={peer} />
                  </Suspense>
                ) : request?.messages_left === 0 ? (
                  note
                ) : undefined
              }
              textOnly={note}
            />
          </div>
          <Suspense>
            <Outlet context={conversation} />
          </Suspense>
        </div>
      )}
    </WithFiles>
  );
};

/** One conversation. Remounts for each id, so that no state of the previous one remains. */
export const DialogPage = () => {
  const { conversationId = '' } = useParams();
  return <OpenDialog key={conversationId} id={conversationId} />;
};
