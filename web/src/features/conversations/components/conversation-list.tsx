import { Suspense, useMemo } from 'react';
import { pinnedFirst } from '#client';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useAllWaiting } from '#site/sync/waiting.ts';
import { PaneFailure } from '#site/ui/load-failure.tsx';
import { useConversationView } from '../api/use-conversation-view.ts';
import { useView } from '../model/view.ts';
import { withWaiting } from '../model/with-waiting.ts';
import { ApartHeader, ApartLink, apartTitles } from './apart-links.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { ListEnd } from './list-end.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

const words = strings.conversations;

const EmptyList = lazy(async () => ({ default: (await import('./empty-list.tsx')).EmptyList }));

/** The user's conversations, pinned ones first, or another view of them; `onSearch` focuses the search box. */
export const ConversationList = ({ onSearch }: { onSearch: () => void }) => {
  const userId = useUserId();
  const now = useNow(60_000);
  const view = useView();
  const { list, counts, data, isPending, isError, error, refetch } = useConversationView(view);
  const waiting = useAllWaiting();
  const sorted = useMemo(() => {
    const latest = withWaiting(list, waiting);
    return view === 'main' ? pinnedFirst(latest) : latest;
  }, [list, waiting, view]);
  if (isPending) return <ListSkeleton />;
  if (isError && !data) {
    return <PaneFailure title={words.loadFailed} error={error} onRetry={refetch} />;
  }
  const isMain = view === 'main';
  const isEmpty = list.length === 0;
  if (isMain && isEmpty && counts.archived + counts.requests === 0) {
    return (
      <Suspense>
        <EmptyList onSearch={onSearch} />
      </Suspense>
    );
  }
  const title = isMain ? words.title : apartTitles[view];
  return (
    <nav aria-label={title}>
      {isMain ? (
        <>
          <ApartLink view="requests" count={counts.requests} />
          <ApartLink view="archived" count={counts.archived} />
        </>
      ) : (
        <ApartHeader view={view} />
      )}
      <ul aria-label={title} className="flex flex-col gap-0.5 p-2">
        {sorted.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            userId={userId}
            now={now}
            view={view}
          />
        ))}
      </ul>
      <Suspense>{isMain && isEmpty && <EmptyList onSearch={onSearch} />}</Suspense>
      {!isMain && counts[view] === 0 && (
        <p className="px-6 py-4 text-center text-ink-soft">
          {view === 'archived' ? words.noneArchived : words.noRequests}
        </p>
      )}
      {view !== 'requests' && <ListEnd key={view} view={view} />}
    </nav>
  );
};
