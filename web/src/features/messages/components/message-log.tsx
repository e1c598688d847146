import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Spinner } from '../../../components/spinner.tsx';
import { strings } from '../../../lib/strings.ts';
import { useNow } from '../../../lib/use-now.ts';
import { estimateRow } from '../model/estimate-row.ts';
import type { TimelineRow } from '../model/timeline.ts';
import { TimelineItem } from './timeline-item.tsx';
import { useKeepEnd } from './use-keep-end.ts';

const words = strings.messages;
/** So many rows from the top, older messages are asked for. */
const ROWS_AHEAD = 12;
const END_THRESHOLD = 72;

interface Props {
  readonly rows: readonly TimelineRow[];
  readonly peerName: string;
  readonly isNotes: boolean;
  /** Counts own sends: after each one the end is shown. */
  readonly sends: number;
  readonly older: { hasMore: boolean; isLoading: boolean; isFailed: boolean; load: () => void };
}

const useLogVirtualizer = (rows: readonly TimelineRow[]) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimateRow(rows[index], scroller.current?.clientWidth ?? 600),
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_THRESHOLD,
    overscan: 10,
    paddingEnd: 12,
  });
  return { scroller, virtualizer };
};

const OlderState = ({ older }: Pick<Props, 'older'>) => (
  <div className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center text-ink-soft">
    {older.isLoading && (
      <span className="rounded-full bg-raised p-1.5 shadow-raised">
        <Spinner label={words.loadingOlder} className="block" />
      </span>
    )}
    {older.isFailed && !older.isLoading && (
      <Button look="outline" className="pointer-events-auto shadow-raised" onClick={older.load}>
        {words.loadFailed} {strings.app.retry}
      </Button>
    )}
  </div>
);

/** The messages, the latest at the bottom. Only what is near the view is in the document. */
export const MessageLog = ({ rows, peerName, isNotes, sends, older }: Props) => {
  const { scroller, virtualizer } = useLogVirtualizer(rows);
  const now = useNow(60_000);
  const [isAtEnd, setAtEnd] = useState(true);
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each own send shows the end again
  useLayoutEffect(() => virtualizer.scrollToEnd(), [virtualizer, sends]);
  useKeepEnd(scroller, virtualizer);

  const { hasMore, isLoading, isFailed, load } = older;
  useEffect(() => {
    if (first < ROWS_AHEAD && hasMore && !isLoading && !isFailed) load();
  }, [first, hasMore, isLoading, isFailed, load]);

  return (
    <div className="relative min-h-0 flex-1">
      <OlderState older={older} />
      <div
        ref={scroller}
        role="log"
        aria-label={words.log}
        // Older messages that scroll into the document are no news.
        aria-live={isAtEnd ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={() => setAtEnd(virtualizer.isAtEnd(END_THRESHOLD))}
        className="h-full overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-end px-3 md:px-6">
          <div className="relative w-full shrink-0" style={{ height: virtualizer.getTotalSize() }}>
            {items.map(({ key, index, start }) => {
              const row = rows[index];
              return (
                row && (
                  <div
                    key={key}
                    ref={virtualizer.measureElement}
                    data-index={index}
                    className="absolute inset-x-0 top-0"
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <TimelineItem row={row} peerName={peerName} isNotes={isNotes} now={now} />
                  </div>
                )
              );
            })}
          </div>
        </div>
      </div>
      {!isAtEnd && (
        <Button
          look="icon"
          aria-label={words.jumpToLatest}
          onClick={() => virtualizer.scrollToEnd({ behavior: 'smooth' })}
          className="appear absolute right-4 bottom-3 border border-line bg-raised shadow-raised"
        >
          <ArrowDown aria-hidden="true" className="size-5" />
        </Button>
      )}
    </div>
  );
};
