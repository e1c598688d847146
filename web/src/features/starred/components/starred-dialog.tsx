import { Dialog } from 'radix-ui';
import { useRef } from 'react';
import { useNow } from '#site/lib/use-now.ts';
import { words } from '#site/strings/later/marks-words.ts';
import { Button } from '#site/ui/button.tsx';
import { FailureNote, LoadFailure } from '#site/ui/load-failure.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useStarred } from '../api/use-starred.ts';
import { StarredRow } from './starred-row.tsx';

const List = ({
  conversationId,
  onUnstarred,
}: {
  conversationId: string | undefined;
  onUnstarred: () => void;
}) => {
  const now = useNow(60_000);
  const starred = useStarred(conversationId);
  const { items, isPending, data, error, hasNextPage, isFetchingNextPage } = starred;
  if (isPending) return <Spinner />;
  if (!data) return <LoadFailure error={error} onRetry={starred.refetch} />;
  return (
    <>
      <p role="status" className={items.length > 0 ? 'sr-only' : 'text-body text-ink-soft'}>
        {items.length > 0 || hasNextPage ? words.count(items.length, hasNextPage) : words.none}
      </p>
      <ul aria-label={words.title} className="-mx-3 flex flex-col gap-0.5">
        {items.map((item) => (
          <StarredRow
            key={item.message_id}
            item={item}
            now={now}
            onUnstar={() => {
              starred.unstar(item);
              onUnstarred();
            }}
          />
        ))}
      </ul>
      {error && <FailureNote error={error} />}
      {hasNextPage && (
        <Button
          look="outline"
          className="self-center"
          disabled={isFetchingNextPage}
          onClick={() => void starred.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </>
  );
};

/** The user's starred messages, in the conversation with `peerName` or in all. */
export const StarredDialog = ({
  conversationId,
  peerName,
  onClose,
}: {
  conversationId: string | undefined;
  peerName: string | undefined;
  onClose: () => void;
}) => {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-scrim" />
        <Dialog.Content
          ref={content}
          aria-describedby={undefined}
          className="appear fixed top-1/2 left-1/2 z-40 flex max-h-[90dvh] w-[calc(100%-2rem)] max-w-lg -translate-1/2 flex-col gap-4 overflow-y-auto rounded-3xl bg-raised p-6 shadow-raised"
        >
          <Dialog.Title className="text-lg font-semibold tracking-tight">
            {peerName === undefined ? words.title : words.titleWith(peerName)}
          </Dialog.Title>
          {/* The row with the focus disappears. */}
          <List conversationId={conversationId} onUnstarred={() => content.current?.focus()} />
          <Dialog.Close asChild>
            <Button look="quiet" className="self-end">
              {words.close}
            </Button>
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
