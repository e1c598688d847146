import type { ReactNode } from 'react';
import { Suspense, useEffect, useId, useState } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useNow } from '#site/lib/use-now.ts';
import { strings } from '#site/strings/strings.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { FailureNote } from '#site/ui/load-failure.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useConversations } from '../api/use-conversations.ts';
import { useOpenConversation } from '../api/use-open-conversation.ts';
import { useSearch } from '../api/use-search.ts';
import { loadFold, peopleBeside, roughFold, searchOwn } from '../model/search-own.ts';
import { ConversationRow } from './conversation-row.tsx';
import { PersonRow } from './person-row.tsx';

const words = strings.conversations;

const MessageHits = lazy(async () => ({
  default: (await import('./message-hits.tsx')).MessageHits,
}));

const Group = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section aria-labelledby={id} className="pb-2">
      <h2 id={id} className="px-3 pt-2 pb-1 text-sm font-semibold text-ink-soft">
        {title}
      </h2>
      <ul aria-labelledby={id} className="flex flex-col gap-0.5">
        {children}
      </ul>
    </section>
  );
};

const useFold = () => {
  const [fold, setFold] = useState(() => roughFold);
  useEffect(() => {
    loadFold().then(
      (loaded) => setFold(() => loaded),
      () => undefined,
    );
  }, []);
  return fold;
};

/** Own conversations and users whose name matches, and messages; selecting a user opens the conversation. */
export const SearchResults = ({
  text,
  onOpened,
}: {
  text: string;
  onOpened: (conversationId: string) => void;
}) => {
  const userId = useUserId();
  const now = useNow(60_000);
  const search = useSearch(text);
  const open = useOpenConversation(onOpened);
  const own = searchOwn(useConversations().list, text, userId, useFold());
  const people = peopleBeside(own, search.data?.items ?? []);
  const others = search.data ? search.data.total - search.data.items.length : 0;
  const found = own.length + people.length;
  return (
    <div className="p-2">
      {search.isError && <FailureNote error={search.error} />}
      {open.isError && <FailureNote error={open.error} />}
      <p role="status" className={found > 0 ? 'sr-only' : 'px-3 pt-1 pb-2 text-sm text-ink-faint'}>
        {search.isSuccess && (found > 0 ? words.foundCount(found) : words.noResults(text))}
      </p>
      {own.length > 0 && (
        <Group title={words.title}>
          {own.map((conversation) => (
            <ConversationRow
              key={conversation.id}
              conversation={conversation}
              userId={userId}
              now={now}
              onOpen={() => onOpened(conversation.id)}
            />
          ))}
        </Group>
      )}
      {people.length > 0 && (
        <Group title={words.searchResults}>
          {people.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              isSelf={person.id === userId}
              isBusy={open.isPending}
              onPick={() => open.mutate(person.id)}
            />
          ))}
        </Group>
      )}
      {others > 0 && <p className="px-3 pb-2 text-sm text-ink-faint">{words.narrow(others)}</p>}
      {search.isLoading && (
        <div className="flex justify-center p-6 text-ink-faint">
          <Spinner />
        </div>
      )}
      <Suspense>
        <MessageHits text={text} isFailureShown={search.isError} />
      </Suspense>
    </div>
  );
};
