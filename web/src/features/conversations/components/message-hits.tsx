import type { SearchHit } from '#contracts/http/search.ts';
import { withFind } from '#site/lib/dialog-state.ts';
import { listTime, longDate } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { words } from '#site/strings/later/search-words.ts';
import { strings } from '#site/strings/strings.ts';
import { useMessageSearch } from '#site/sync/use-message-search.ts';
import { useUserId } from '#site/sync/use-user-id.ts';
import { Avatar } from '#site/ui/avatar.tsx';
import { Button } from '#site/ui/button.tsx';
import { Link } from '#site/ui/link.tsx';
import { FailureNote } from '#site/ui/load-failure.tsx';
import { MarkedText } from '#site/ui/marked-text.tsx';
import { faceOf, shownName } from '#site/ui/person.ts';
import { Spinner } from '#site/ui/spinner.tsx';

const { conversations, presence } = strings;

const HitRow = ({ hit, text, now }: { hit: SearchHit; text: string; now: number }) => {
  const userId = useUserId();
  const { peer, sender_id, conversation_id, message_id, seq, created_at } = hit;
  const isOwn = sender_id === userId;
  return (
    <li>
      <Link
        data-row
        to={`/c/${conversation_id}`}
        state={withFind({ text, at: { messageId: message_id, seq } })}
        className="flex items-center gap-3 rounded-2xl px-3 py-2.5 -outline-offset-2 transition-colors hover:bg-hover"
      >
        <Avatar {...faceOf(peer)} size="small" />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span dir="auto" className="min-w-0 flex-1 truncate text-left text-sm font-semibold">
              {peer.id === userId ? presence.notes : shownName(peer)}
            </span>
            <time dateTime={created_at} className="shrink-0 text-xs text-ink-faint tabular-nums">
              {listTime(created_at, now)}
            </time>
          </span>
          <span dir="auto" className="line-clamp-2 text-left text-sm text-ink-soft">
            {isOwn && peer.id !== userId && (
              <span className="text-ink-faint">{conversations.you}: </span>
            )}
            <MarkedText text={hit.excerpt} marks={hit.marks} />
          </span>
        </span>
      </Link>
    </li>
  );
};

/** The messages that contain the text, over all conversations, newest first. `isFailureShown`: the search beside it failed, too. */
export const MessageHits = ({
  text,
  isFailureShown,
}: {
  text: string;
  isFailureShown: boolean;
}) => {
  const now = useNow(60_000);
  const search = useMessageSearch(text);
  const { hits, searchedTo, hasNextPage, isFetching, fetchNextPage } = search;
  const count = words.messagesFound(hits.length, hasNextPage);
  return (
    <section aria-labelledby="message-hits" className="pb-2">
      <h2 id="message-hits" className="px-3 pt-2 pb-1 text-sm font-semibold text-ink-soft">
        {words.messages}
      </h2>
      {search.isError && !isFailureShown && <FailureNote error={search.error} />}
      <p role="status" className={hits.length > 0 ? 'sr-only' : 'px-3 py-1 text-sm text-ink-faint'}>
        {!isFetching &&
          !search.isPaused &&
          !search.isError &&
          (hits.length > 0 ? count : words.noMessages)}
      </p>
      <ul aria-labelledby="message-hits" className="flex flex-col gap-0.5">
        {hits.map((hit) => (
          <HitRow key={hit.message_id} hit={hit} text={text} now={now} />
        ))}
      </ul>
      {isFetching && (
        <div className="flex justify-center p-4 text-ink-faint">
          <Spinner />
        </div>
      )}
      {hasNextPage && !isFetching && (
        <div className="flex flex-wrap items-center gap-x-2 px-3 pt-1">
          {searchedTo !== null && (
            <p className="text-sm text-ink-faint">{words.searchedTo(longDate(searchedTo))}</p>
          )}
          <Button look="quiet" onClick={() => void fetchNextPage()}>
            {words.older}
          </Button>
        </div>
      )}
    </section>
  );
};
