import { Dialog } from 'radix-ui';
import type { RefObject } from 'react';
import { useRef } from 'react';
import { useNow } from '#site/lib/use-now.ts';
import { words } from '#site/strings/later/marks-words.ts';
import { Button } from '#site/ui/button.tsx';
import { Modal } from '#site/ui/dialogs/modal.tsx';
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
  ...props
}: {
  conversationId?: string;
  peerName?: string | undefined;
  returnTo: RefObject<HTMLElement | null>;
  onClose: () => void;
}) => {
  const content = useRef<HTMLDivElement>(null);
  return (
    <Modal
      {...props}
      title={peerName === undefined ? words.title : words.titleWith(peerName)}
      contentRef={content}
      className="max-w-lg gap-4 overflow-y-auto"
    >
      {/* The row with the focus disappears. */}
      <List conversationId={conversationId} onUnstarred={() => content.current?.focus()} />
      <Dialog.Close asChild>
        <Button look="quiet" className="self-end">
          {words.close}
        </Button>
      </Dialog.Close>
    </Modal>
  );
};
