import { useMemo } from 'react';
import { pinnedFirst } from '#client';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useAllWaiting } from '#site/sync/waiting.ts';
import { PaneFailure } from '#site/ui/load-failure.tsx';
import { useConversationView } from '../api/use-conversation-view.ts';
import { useView } from '../model/view.ts';
import { withWaiting } from '../model/with-waiting.ts';
import { ArchivedHeader, ArchivedLink } from './archived-links.tsx';
import { ConversationRow } from './conversation-row.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListEnd } from './list-end.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

const words = strings.conversations;

/** The user's conversations, pinned ones first, or the archived ones; `onSearch` focuses the search box. */
export const ConversationList = ({ onSearch }: { onSearch: () => void }) => {
  const userId = useUserId();
  const now = useNow(60_000);
  const view = useView();
  const { list, archivedCount, data, isPending, isError, error, refetch } =
    useConversationView(view);
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
  if (isMain && list.length === 0 && archivedCount === 0) return <EmptyList onSearch={onSearch} />;
  const title = isMain ? words.title : words.archived;
  return (
    <nav aria-label={title}>
      {isMain ? <ArchivedLink count={archivedCount} /> : <ArchivedHeader />}
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
      {isMain && list.length === 0 && <EmptyList onSearch={onSearch} />}
      {!isMain && archivedCount === 0 && (
        <p className="px-6 py-4 text-center text-ink-soft">{words.noneArchived}</p>
      )}
      <ListEnd key={view} view={view} />
    </nav>
  );
};
