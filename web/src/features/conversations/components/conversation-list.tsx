import { useMemo } from 'react';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { useAllWaiting } from '#site/sync/waiting.ts';
import { PaneFailure } from '#site/ui/load-failure.tsx';
import { useConversations } from '../api/use-conversations.ts';
import { withWaiting } from '../model/with-waiting.ts';
import { ConversationRow } from './conversation-row.tsx';
import { EmptyList } from './empty-list.tsx';
import { ListEnd } from './list-end.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

const words = strings.conversations;

/** The user's conversations; `onSearch` focuses the search box. */
export const ConversationList = ({ onSearch }: { onSearch: () => void }) => {
  const userId = useUserId();
  const now = useNow(60_000);
  const { list, data, isPending, isError, error, refetch } = useConversations();
  const waiting = useAllWaiting();
  const sorted = useMemo(() => withWaiting(list, waiting), [list, waiting]);
  if (isPending) return <ListSkeleton />;
  if (isError && !data) {
    return <PaneFailure title={words.loadFailed} error={error} onRetry={refetch} />;
  }
  if (list.length === 0) return <EmptyList onSearch={onSearch} />;
  return (
    <nav aria-label={words.title}>
      <ul aria-label={words.title} className="flex flex-col gap-0.5 p-2">
        {sorted.map((conversation) => (
          <ConversationRow
            key={conversation.id}
            conversation={conversation}
            userId={userId}
            now={now}
          />
        ))}
      </ul>
      <ListEnd />
    </nav>
  );
};
