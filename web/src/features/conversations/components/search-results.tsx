import { Alert } from '../../../components/alert.tsx';
import { Avatar } from '../../../components/avatar.tsx';
import { Spinner } from '../../../components/spinner.tsx';
import { errorWords } from '../../../lib/error-words.ts';
import { strings } from '../../../lib/strings.ts';
import { useUserId } from '../../../lib/use-user-id.ts';
import { useOpenConversation } from '../api/use-open-conversation.ts';
import { useSearch } from '../api/use-search.ts';

const words = strings.conversations;

/** People whose name fits; choosing one opens the conversation with them. */
export const SearchResults = ({
  text,
  onOpened,
}: {
  text: string;
  onOpened: (conversationId: string) => void;
}) => {
  const userId = useUserId();
  const search = useSearch(text);
  const open = useOpenConversation();
  const people = search.data?.items ?? [];
  if (search.isPending) {
    return (
      <div className="flex justify-center p-8 text-ink-faint">
        <Spinner />
      </div>
    );
  }
  return (
    <section aria-label={words.searchResults} className="p-2">
      {(search.isError || open.isError) && <Alert>{errorWords(search.error ?? open.error)}</Alert>}
      <p role="status" className="px-3 pt-1 pb-2 text-sm text-ink-faint">
        {people.length > 0
          ? words.foundCount(search.data?.total ?? 0)
          : !search.isError && words.noResults(text)}
      </p>
      <ul aria-label={words.searchResults} className="flex flex-col gap-0.5">
        {people.map(({ id, username }) => (
          <li key={id}>
            <button
              type="button"
              disabled={open.isPending}
              onClick={() => open.mutate(id, { onSuccess: (opened) => onOpened(opened.id) })}
              className="flex w-full items-center gap-3 rounded-2xl px-3 py-2.5 text-left -outline-offset-2 transition-colors hover:bg-hover"
            >
              <Avatar id={id} name={username} size="small" />
              <span className="min-w-0 truncate font-medium">
                {id === userId ? words.self(username) : username}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
