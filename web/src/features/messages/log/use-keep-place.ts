import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { LogVirtualizer } from './use-log-virtualizer.ts';
import { makeEndFollower } from './use-scrolled-to-end.ts';

/** Events that precede scrolling by the user or a jump. */
const INPUTS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Without a change of size for so long, in milliseconds, all rows have been measured. */
const SETTLED_MS = 500;

/** A row, and the distance of its top from the log's top, in pixels. */
interface Place {
  readonly key: string;
  readonly offset: number;
}

/** The first visible row. Called on every scroll event, so it does not read the layout. */
const placeOf = (virtualizer: LogVirtualizer, top: number): Place | null => {
  const first = virtualizer.getVirtualItems().find(({ end }) => end > top);
  return first ? { key: String(first.key), offset: first.start - top } : null;
};

const indexOf = ({ options }: LogVirtualizer, key: string): number =>
  Array.from({ length: options.count }, (_, index) => index).findIndex(
    (index) => options.getItemKey(index) === key,
  );

/**
 * Keeps the visible rows in place when the log changes size: rows above them change height, most of
 * them only when they are measured. After such a change, holds the first visible row until the rows
 * have been measured or the user scrolls; later scrolling by the browser itself, such as its search
 * or a screen reader, is not undone.
 */
export const useKeepPlace = (
  scroller: RefObject<HTMLDivElement | null>,
  virtualizer: LogVirtualizer,
  followsEnd: boolean,
): void => {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const follower = makeEndFollower(element);
    // A scroll bar that appears with a new message is a change of width, too: the end is kept then.
    const currentPlace = (): Place | null =>
      followsEnd && follower.isFollowing() ? null : placeOf(virtualizer, element.scrollTop);
    let place = currentPlace();
    let isHeld = false;
    let width = element.clientWidth;

    const hold = (): void => {
      if (place === null) return;
      const { key, offset } = place;
      const row = element.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!row) {
        const index = indexOf(virtualizer, key);
        if (index >= 0) virtualizer.scrollToIndex(index, { align: 'start' });
        return;
      }
      const now = row.getBoundingClientRect().top - element.getBoundingClientRect().top;
      // Less than a pixel is rounding.
      if (Math.abs(now - offset) >= 1) element.scrollTop += now - offset;
    };
    const onScroll = (): void => {
      follower.onScroll();
      if (isHeld) hold();
      else place = currentPlace();
    };
    let settling: ReturnType<typeof setTimeout> | undefined;
    const release = (): void => {
      clearTimeout(settling);
      isHeld = false;
    };
    const observer = new ResizeObserver(() => {
      if (element.clientWidth !== width) isHeld = place !== null;
      width = element.clientWidth;
      if (!isHeld) return;
      hold();
      clearTimeout(settling);
      settling = setTimeout(release, SETTLED_MS);
    });
    for (const box of [element, element.firstElementChild]) if (box) observer.observe(box);
    element.addEventListener('scroll', onScroll, { passive: true });
    for (const type of INPUTS) addEventListener(type, release, { passive: true, capture: true });
    return () => {
      release();
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
      for (const type of INPUTS) removeEventListener(type, release, { capture: true });
    };
  }, [scroller, virtualizer, followsEnd]);
};
