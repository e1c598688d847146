import { useEffect, useRef } from 'react';
import { strings } from '#site/strings/strings.ts';
import { useIsConnected, useRetryOnReconnect } from '#site/sync/use-reconnect.ts';
import { Button } from '#site/ui/button.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { useMoreConversations, type View } from '../api/use-conversations.ts';

/** The next page is prefetched when the end is this close to the view. */
const AHEAD_PX = 600;

/** The end of the loaded list: loads the next page when the user scrolls close to it. */
export const ListEnd = ({ view }: { view: View }) => {
  const { hasMore, isPending, isError, mutate, reset } = useMoreConversations(view);
  const isConnected = useIsConnected();
  useRetryOnReconnect({ isError, reset });
  const mark = useRef<HTMLDivElement>(null);
  const isWanted = hasMore && !isPending && !isError;
  useEffect(() => {
    const element = mark.current;
    if (!isWanted || !element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) mutate();
      },
      { root: element.closest('[data-scrolls]'), rootMargin: `${AHEAD_PX}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWanted, mutate]);
  return (
    <div ref={mark} className="flex min-h-px justify-center text-ink-faint">
      {isPending && <Spinner className="p-4" />}
      {isError && isConnected && (
        <Button look="outline" className="m-3" onClick={() => mutate()}>
          {strings.conversations.moreFailed} {strings.app.retry}
        </Button>
      )}
    </div>
  );
};
