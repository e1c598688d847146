import { type FC, Suspense } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { useNow } from '#site/lib/use-now.ts';
import { useSettled } from '#site/lib/use-settled.ts';
import { strings } from '#site/strings/strings.ts';
import { useMenuGestures } from '../menu/use-menu-gestures.ts';
import { useOpenReactions } from '../reactions/use-open-reactions.ts';
import { useShiftSelect } from '../selection/use-shift-select.ts';
import { dayAt } from './day-at.ts';
import { EndState } from './end-state.tsx';
import type { LogPaging } from './log-paging.ts';
import type { FloatingDayProps, JumpButtonProps } from './scrolling.tsx';
import { TimelineItem } from './timeline-item.tsx';
import type { TimelineRow } from './timeline-row.ts';
import { useFollowsEnd, useKeepEnd } from './use-keep-end.ts';
import { useKeepPlace } from './use-keep-place.ts';
import { useLogPaging } from './use-log-paging.ts';
import type { Target } from './use-log-position.ts';
import { useLogPosition } from './use-log-position.ts';
import { useLogVirtualizer } from './use-log-virtualizer.ts';
import { useRovingMessages } from './use-roving-messages.ts';
import { useScrolledToEnd } from './use-scrolled-to-end.ts';
import { useSeen } from './use-seen.ts';

/** Only while the user scrolls; if they cannot be loaded, the log can still be scrolled. */
const loadScrolling = () =>
  import('./scrolling.tsx').catch(() => ({ FloatingDay: () => null, JumpButton: () => null }));
const FloatingDay = lazy(
  async (): Promise<{ default: FC<FloatingDayProps> }> => ({
    default: (await loadScrolling()).FloatingDay,
  }),
);
const JumpButton = lazy(
  async (): Promise<{ default: FC<JumpButtonProps> }> => ({
    default: (await loadScrolling()).JumpButton,
  }),
);

interface Props {
  readonly rows: readonly TimelineRow[];
  readonly peerName: string;
  readonly isNotes: boolean;
  readonly paging: LogPaging;
  readonly target: Target | null;
  /** Number of messages that the user has not seen. */
  readonly unread: number;
  readonly logSeq: number;
  readonly onSeen: (seq: number) => void;
  readonly onJump: () => void;
  readonly isJumping: boolean;
}

/** The messages, latest at the bottom. Only rows near the view are in the document. */
export const MessageLog = (props: Props) => {
  const { rows, paging, target } = props;
  const isSettled = useSettled();
  const hasNewer = paging.newer.hasMore;
  const followsEnd = useFollowsEnd(hasNewer);
  const { scroller, virtualizer, scrollToLatest } = useLogVirtualizer(rows, isSettled, followsEnd);
  const now = useNow(60_000);
  const items = virtualizer.getVirtualItems();
  const { flashedKey } = useLogPosition(virtualizer, rows, { target, hasNewer });
  const opensAtEnd = !rows.some(({ kind }) => kind === 'unread');
  const { isScrolledToEnd, onScroll } = useScrolledToEnd(scroller, opensAtEnd);
  const isAtEnd = isScrolledToEnd && !hasNewer;
  useKeepEnd(scroller, virtualizer, followsEnd);
  useKeepPlace(scroller, virtualizer, followsEnd);
  const loaded = {
    first: items[0]?.index ?? 0,
    last: items.at(-1)?.index ?? 0,
    count: rows.length,
  };
  useLogPaging(paging, loaded, isSettled);
  useSeen({ ...props, isAtEnd, lastVisible: virtualizer.range?.endIndex ?? -1 });
  const react = useOpenReactions();
  const { activeKey, onKeyDown } = useRovingMessages(scroller, virtualizer, rows, react);
  const gestures = useMenuGestures(rows, react);
  const shiftSelect = useShiftSelect(rows);

  const isWhole = !paging.older.hasMore && !hasNewer;
  /**
   * Only rows near the view are in the document, so assistive technology cannot count the others.
   */
  const place = (index: number) => ({
    'aria-setsize': isWhole ? rows.length : -1,
    'aria-posinset': isWhole ? index + 1 : undefined,
  });

  return (
    <div className="relative min-h-0 flex-1">
      <Suspense>
        <FloatingDay
          day={dayAt(rows, virtualizer.range?.startIndex ?? -1)}
          isShown={virtualizer.isScrolling && !isAtEnd && !paging.older.isLoading}
          now={now}
        />
      </Suspense>
      <EndState end={paging.older} isTop />
      <div
        ref={scroller}
        role="log"
        aria-label={strings.messages.log}
        // Older messages that scroll into the document must not be announced.
        aria-live={isAtEnd ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        {...gestures}
        {...shiftSelect}
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-end px-3 md:px-6">
          {/* WebKit does not treat a list without markers as a list: this one has empty
              markers. */}
          <ul
            className="relative w-full shrink-0 [list-style-type:'']"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map(({ key, index, start }) => {
              const row = rows[index];
              return (
                row && (
                  <li
                    key={key}
                    {...place(index)}
                    ref={virtualizer.measureElement}
                    data-index={index}
                    data-key={row.key}
                    className="absolute inset-x-0 top-0"
                    style={{ transform: `translateY(${start}px)` }}
                  >
                    <TimelineItem
                      row={row}
                      peerName={props.peerName}
                      isNotes={props.isNotes}
                      now={now}
                      isActive={row.key === activeKey}
                      isFlashed={row.key === flashedKey}
                    />
                  </li>
                )
              );
            })}
          </ul>
        </div>
      </div>
      <EndState end={paging.newer} isTop={false} />
      {!isAtEnd && (
        <Suspense>
          <JumpButton
            unread={props.unread}
            isLoading={props.isJumping}
            onJump={() => {
              if (hasNewer) props.onJump();
              else scrollToLatest();
            }}
          />
        </Suspense>
      )}
    </div>
  );
};
