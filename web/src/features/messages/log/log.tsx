import type { FC } from 'react';
import { Suspense, useMemo } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useDayKey } from '#site/lib/place.ts';
import { usePreferences } from '#site/lib/use-preferences.ts';
import { useSettled } from '#site/lib/use-settled.ts';
import { strings } from '#site/strings/strings.ts';
import { useMarking } from '#site/sync/realtime-context.ts';
import { useRetryOnReconnect } from '#site/sync/use-reconnect.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { PaneFailure } from '#site/ui/load-failure.tsx';
import { shownName } from '#site/ui/person.ts';
import { Spinner } from '#site/ui/spinner.tsx';
import type { History } from '../api/use-messages.ts';
import { useMessages } from '../api/use-messages.ts';
import type { DialogProps } from '../components/dialog-props.ts';
import { useChanges } from '../model/message-change.ts';
import { usePending } from '../model/outbox-context.ts';
import type { AnnouncerProps } from '../reactions/reaction-announcer.tsx';
import type { LogEnd, LogPaging } from './log-paging.ts';
import { MessageLog } from './message-log.tsx';
import { timelineOf } from './timeline.ts';
import type { Target } from './use-log-position.ts';
import { useUnreadMark } from './use-unread-mark.ts';

const none: never[] = [];

/** If it cannot be loaded, reactions are not announced. */
const ReactionAnnouncer = lazy(async (): Promise<{ default: FC<AnnouncerProps> }> => {
  const loaded = import('../reactions/reaction-announcer.tsx');
  const part = await loaded.catch(() => ({ ReactionAnnouncer: () => null }));
  return { default: part.ReactionAnnouncer };
});

interface Props extends Omit<DialogProps, 'header'> {
  readonly history: History;
  readonly target: Target | null;
  readonly onJump: () => void;
}

type Mutation = { isPending: boolean; isError: boolean; mutate: () => void };

const endOf = (hasMore: boolean, { isPending, isError, mutate }: Mutation): LogEnd => ({
  hasMore,
  isLoading: isPending,
  isFailed: isError,
  load: mutate,
});

/** The messages of a conversation, once they have loaded. */
export const Log = (props: Props) => {
  const { conversationId, peer, peerReadSeq, history } = props;
  const userId = useUserId();
  const { data: window, isPending, isError, error, refetch } = useMessages(conversationId);
  useRetryOnReconnect(history.older);
  useRetryOnReconnect(history.newer);
  const pending = usePending(conversationId);
  const changes = useChanges((store) => store.changes);
  const messages = window?.messages ?? none;
  const marks = window?.marks;
  const marking = useMarking(conversationId);
  const hasOlder = window !== undefined && window.cursor !== null;
  const hasNewer = window !== undefined && window.upTo !== null;
  const unreadFrom = useUnreadMark(window, props);
  const dayOf = useDayKey();
  const { showsReactions } = usePreferences();
  const isSettled = useSettled();
  const rows = useMemo(
    () =>
      timelineOf({
        messages,
        pending,
        changes,
        userId,
        peerReadSeq,
        unreadFrom,
        hasOlder,
        hasNewer,
        dayOf,
        marking,
        ...(marks && { marks }),
      }),
    [
      messages,
      pending,
      changes,
      userId,
      peerReadSeq,
      unreadFrom,
      hasOlder,
      hasNewer,
      dayOf,
      marking,
      marks,
    ],
  );
  if (isPending) {
    return (
      <div className="flex flex-1 items-center justify-center text-ink-faint">
        <Spinner />
      </div>
    );
  }
  if (isError && !window) {
    return (
      <div className="flex-1">
        <PaneFailure title={strings.messages.loadFailed} error={error} onRetry={refetch} />
      </div>
    );
  }
  const paging: LogPaging = {
    older: endOf(hasOlder, history.older),
    newer: endOf(hasNewer, history.newer),
    evict: history.evict,
  };
  return (
    <>
      <MessageLog
        rows={rows}
        peerName={shownName(peer)}
        isNotes={peer.id === userId}
        paging={paging}
        target={props.target}
        unread={props.unreadCount}
        logSeq={window.logSeq}
        onSeen={props.onSeen}
        onJump={props.onJump}
        isJumping={history.move.isPending}
      />
      {showsReactions && isSettled && (
        <Suspense>
          <ReactionAnnouncer messages={messages} peerId={peer.id} peerName={shownName(peer)} />
        </Suspense>
      )}
    </>
  );
};
